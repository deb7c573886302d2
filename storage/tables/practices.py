"""Good practices."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from bot.domain.audience import Audience
from bot.domain.practice import Evidence, PracticeStatus
from storage.tables.base import belongs_to, enum_column, metadata, workspace_column
from storage.tables.types import JsonTuple, Publics, UTCDateTime

practices = Table(
    "practices",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("what_was_done", Text, nullable=False),
    Column("publics", Publics, nullable=False),
    Column("topics", JsonTuple, nullable=False),
    Column("countries", JsonTuple, nullable=False),
    Column("organisation_id", Integer),
    Column("language", Text, nullable=False),
    enum_column("evidence", Evidence),
    Column("link", Text),
    Column("contact", Text),
    enum_column("audience", Audience),
    Column("review_by", Date, nullable=False),
    enum_column("status", PracticeStatus),
    Column("author", Text, nullable=False),
    Column("comment", Text),
    Column("reviewed_by", Text),
    Column("created_at", UTCDateTime, nullable=False),
    Column("settled_at", UTCDateTime),
    Column("revision", Integer, nullable=False),
    Column("sent_at", UTCDateTime),
    Column("edited_at", UTCDateTime),
    belongs_to("groups", "group_id"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "group_id", "status"),
    Index(None, "workspace_id", "status", "settled_at"),
    Index(None, "workspace_id", "status", "review_by"),
)

topic_lists = Table(
    "topic_lists",
    metadata,
    workspace_column(),
    Column("group_id", Integer, primary_key=True, autoincrement=False),
    Column("topics", JsonTuple, nullable=False),
    Column("free", Boolean, nullable=False),
    belongs_to("groups", "group_id"),
)

"""Dialogues and the answers to their invitations."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text

from bot.domain.audience import Audience
from bot.domain.dialogue import Answer, DialogueStatus
from storage.tables.base import belongs_to, enum_column, metadata, workspace_column
from storage.types import UTCDateTime, WallTime

dialogues = Table(
    "dialogues",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("wall", WallTime, nullable=False),
    Column("zone", Text, nullable=False),
    Column("starts_at", UTCDateTime, nullable=False),
    Column("ends_at", UTCDateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("link", Text),
    enum_column("audience", Audience),
    enum_column("status", DialogueStatus),
    Column("reason", Text),
    Column("created_by", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    belongs_to("groups", "group_id"),
    CheckConstraint("minutes > 0", name="minutes"),
    Index(None, "workspace_id", "group_id", "starts_at"),
    Index(None, "workspace_id", "created_by", "created_at"),
)

rsvps = Table(
    "rsvps",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("user_id", Text, primary_key=True),
    enum_column("answer", Answer),
    Column("organisation_id", Integer),
    Column("answered_at", UTCDateTime, nullable=False),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "user_id"),
)

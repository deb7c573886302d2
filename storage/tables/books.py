"""The small books: installations, numbers, answers given, who did what."""

from sqlalchemy import Column, Index, Integer, Text

from bot.domain import Audience
from bot.ports.ledgers.personal import Draft
from storage.tables.base import columns_of, enum_column, numbered_table, own_table
from storage.tables.types import UTCDateTime

workspaces = own_table(
    "workspaces",
    Column("name", Text, nullable=False),
    Column("bot_user_id", Text, nullable=False),
    Column("installed_at", UTCDateTime, nullable=False),
    Column("stopped_at", UTCDateTime),
    Column("stopped_why", Text),
    Column("paused_until", UTCDateTime),
    Column("beat_at", UTCDateTime),
    Column("restored_at", UTCDateTime),
    Column("look_first_until", UTCDateTime),
)

numbers = own_table(
    "numbers",
    Column("letter", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

receipts = own_table(
    "receipts",
    Column("key", Text, primary_key=True),
    Column("answer", Text, nullable=False),
    Column("kept_at", UTCDateTime, nullable=False),
    Index(None, "workspace_id", "kept_at"),
)

drafts = own_table(
    "drafts",
    *columns_of(
        Draft, Column("user_id", Text, primary_key=True), Column("form", Text, primary_key=True)
    ),
)

steps = numbered_table(
    "steps",
    Column("who", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("content", Text, nullable=False),
    Column("undone_at", UTCDateTime),
    Index(None, "workspace_id", "who", "at"),
)

journal = numbered_table(
    "journal",
    Column("at", UTCDateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text),
    enum_column("audience", Audience, server_default=Audience.MEMBERS),
    Index(None, "workspace_id", "subject", "id"),
)

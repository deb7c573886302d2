"""Minutes of dialogues, the lines that people marked for them, and their sealed versions."""

from sqlalchemy import JSON, Boolean, Column, Date, Index, Integer, Table, Text, false, text

from bot.domain.audience import Audience
from bot.domain.markers import LineKind
from bot.domain.minutes import CorrectionStatus, MinutesStatus
from storage.tables.base import belongs_to, enum_column, metadata, partial_index, workspace_column
from storage.tables.types import JsonTuple, OtherNames, UTCDateTime

minutes = Table(
    "minutes",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    enum_column("audience", Audience),
    enum_column("status", MinutesStatus),
    Column("version", Integer, nullable=False),
    Column("edits", Integer, nullable=False),
    Column("threads", JsonTuple, nullable=False),
    Column("read_root", Text, nullable=False),
    Column("read_to", Text, nullable=False),
    Column("messages_read", Integer, nullable=False),
    Column("lease_until", UTCDateTime),
    Column("trouble", Text),
    Column("chatham", Boolean, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("correcting", Text),
    Column("circulated_until", UTCDateTime),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", UTCDateTime, nullable=False),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("groups", "group_id"),
    Index(None, "workspace_id", "group_id", "status"),
)

minutes_lines = Table(
    "minutes_lines",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(primary_key=False),
    Column("number", Integer, nullable=False),
    Column("channel", Text, nullable=False),
    Column("root", Text, nullable=False),
    Column("ts", Text, nullable=False),
    Column("place", Integer, nullable=False),
    enum_column("kind", LineKind),
    Column("item", Integer),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("said_at", UTCDateTime, nullable=False),
    enum_column("audience", Audience),
    Column("by_emoji", Boolean, nullable=False),
    Column("reworded", Text),
    Column("due_on", Date),
    Column("checked", Boolean, nullable=False),
    Column("left_out", Boolean, nullable=False),
    Column("became", Text),
    Column("changed", Boolean, nullable=False, server_default=false()),
    Column("owners", OtherNames),
    belongs_to("dialogues", "number", key="number"),
    Index(None, "workspace_id", "channel", "ts"),
    Index(None, "workspace_id", "number", "said_at"),
    sqlite_autoincrement=True,
)

IS_UNMARKED = text("wanted <> shown")
IS_WANTED = text("canvas = 'wanted'")

minutes_marks = Table(
    "minutes_marks",
    metadata,
    workspace_column(),
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("wanted", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    partial_index("ix_minutes_marks_unmarked", "workspace_id", where=IS_UNMARKED),
)

minutes_looks = Table(
    "minutes_looks",
    metadata,
    workspace_column(),
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("asked", Text, nullable=False),
)
"""Messages under which an emoji changed."""

minutes_corrections = Table(
    "minutes_corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(primary_key=False),
    Column("number", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("was", Text, nullable=False),
    Column("should_be", Text, nullable=False),
    Column("suggested_by", Text, nullable=False),
    Column("suggested_at", UTCDateTime, nullable=False),
    enum_column("status", CorrectionStatus),
    Column("settled_by", Text),
    belongs_to("dialogues", "number", key="number"),
    Index(None, "workspace_id", "number", "version"),
    sqlite_autoincrement=True,
)

minutes_versions = Table(
    "minutes_versions",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    enum_column("audience", Audience),
    Column("body", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("sealed_by", Text, nullable=False),
    Column("sealed_at", UTCDateTime, nullable=False),
    Column("chatham", Boolean, nullable=False),
    Column("canvas", Text),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("groups", "group_id"),
    partial_index("ix_minutes_versions_canvas", "workspace_id", where=IS_WANTED),
)

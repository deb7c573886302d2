"""Working groups: chairs' terms, who is lowered, digests, and what their channels were."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
)

from bot.domain.audience import Audience
from bot.domain.chair_notices import How
from storage.tables.base import belongs_to, enum_column, metadata, workspace_column
from storage.tables.types import ChairParts, JsonTuple, OtherNames, UTCDateTime

groups = Table(
    "groups",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(primary_key=False),
    Column("channel_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("zone", Text, nullable=False),
    enum_column("default_audience", Audience),
    Column("reminders", JsonTuple, nullable=False),
    Column("digest_weekday", Integer),
    Column("digest_time", Time, nullable=False),
    Column("digest_revision", Integer, nullable=False),
    Column("show_left_out", Boolean, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("spotlight_weekday", Integer),
    Column("spotlight_time", Time, nullable=False, server_default="09:00:00"),
    Column("spotlight_from", UTCDateTime),
    Column("mornings", ChairParts),
    Column("silence_hours", Integer, nullable=False, server_default=text("72")),
    Column("silence_answers", Integer, nullable=False, server_default=text("0")),
    Column("silence_more_days", Integer, nullable=False, server_default=text("3")),
    Column("observers_comment", Boolean, nullable=False, server_default=false()),
    Column("line_emoji", OtherNames),
    UniqueConstraint("workspace_id", "id"),
    UniqueConstraint("workspace_id", "channel_id"),
    CheckConstraint("digest_weekday BETWEEN 0 AND 6", name="digest_weekday"),
    sqlite_autoincrement=True,
)

terms = Table(
    "terms",
    metadata,
    workspace_column(),
    Column("group_id", Integer, primary_key=True),
    Column("user_id", Text, primary_key=True),
    Column("starts_on", Date, primary_key=True),
    Column("ends_on", Date),
    belongs_to("groups", "group_id"),
)

lowered = Table(
    "lowered",
    metadata,
    workspace_column(),
    Column("group_id", Integer, primary_key=True),
    Column("user_id", Text, primary_key=True),
    belongs_to("groups", "group_id"),
)

digest_holds = Table(
    "digest_holds",
    metadata,
    workspace_column(),
    Column("group_id", Integer, primary_key=True, autoincrement=False),
    Column("occurrence", Text, primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("held_by", Text, nullable=False),
    Column("held_at", UTCDateTime, nullable=False),
    Column("posted", Boolean, nullable=False, server_default=false()),
    belongs_to("groups", "group_id"),
)

digests = Table(
    "digests",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    # No foreign key: a delivery's key does not carry its workspace.
    Column("delivery_id", Integer, nullable=False),
    enum_column("audience", Audience),
    Column("until", UTCDateTime, nullable=False),
    Column("picture", Text),
    Column("content", Text, nullable=False),
    Column("search_text", Text, nullable=False),
    belongs_to("groups", "group_id"),
    UniqueConstraint("workspace_id", "delivery_id"),
    Index(None, "workspace_id", "group_id", "number"),
)
"""A digest as it was posted by a delivery; until that is sent it counts for nothing."""

channel_readings = Table(
    "channel_readings",
    metadata,
    workspace_column(),
    Column("channel_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("is_private", Boolean, nullable=False),
    Column("is_shared", Boolean, nullable=False),
    Column("members", JsonTuple, nullable=False),
    Column("read_at", UTCDateTime),
    Column("unreadable_since", UTCDateTime),
    Column("why", Text),
    Column("outsiders", JsonTuple),
    Column("roster", JsonTuple),
)

channel_openings = Table(
    "channel_openings",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(primary_key=False),
    Column("channel_id", Text, nullable=False),
    Column("at", UTCDateTime, nullable=False),
    enum_column("what", How),
    Column("user_ids", JsonTuple, nullable=False),
    Index(None, "workspace_id", "channel_id", "at"),
    sqlite_autoincrement=True,
)

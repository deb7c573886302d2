"""Working groups: chairs' terms, who is lowered, digests, and what their channels were."""

import sqlalchemy as sa

from bot.domain.audience import Audience
from bot.domain.chair_notices import How
from storage.tables.base import belongs_to, enum_column, metadata, workspace_column
from storage.tables.types import ChairParts, JsonTuple, OtherNames, UTCDateTime

groups = sa.Table(
    "groups",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    workspace_column(primary_key=False),
    sa.Column("channel_id", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    enum_column("default_audience", Audience),
    sa.Column("reminders", JsonTuple, nullable=False),
    sa.Column("digest_weekday", sa.Integer),
    sa.Column("digest_time", sa.Time, nullable=False),
    sa.Column("digest_revision", sa.Integer, nullable=False),
    sa.Column("show_left_out", sa.Boolean, nullable=False),
    sa.Column("created_at", UTCDateTime, nullable=False),
    sa.Column("spotlight_weekday", sa.Integer),
    sa.Column("spotlight_time", sa.Time, nullable=False, server_default="09:00:00"),
    sa.Column("spotlight_from", UTCDateTime),
    sa.Column("mornings", ChairParts),
    sa.Column("silence_hours", sa.Integer, nullable=False, server_default=sa.text("72")),
    sa.Column("silence_answers", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("silence_more_days", sa.Integer, nullable=False, server_default=sa.text("3")),
    sa.Column("observers_comment", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("line_emoji", OtherNames),
    sa.UniqueConstraint("workspace_id", "id"),
    sa.UniqueConstraint("workspace_id", "channel_id"),
    sa.CheckConstraint("digest_weekday BETWEEN 0 AND 6", name="digest_weekday"),
    sqlite_autoincrement=True,
)

terms = sa.Table(
    "terms",
    metadata,
    workspace_column(),
    sa.Column("group_id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.Text, primary_key=True),
    sa.Column("starts_on", sa.Date, primary_key=True),
    sa.Column("ends_on", sa.Date),
    belongs_to("groups", "group_id"),
)

lowered = sa.Table(
    "lowered",
    metadata,
    workspace_column(),
    sa.Column("group_id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.Text, primary_key=True),
    belongs_to("groups", "group_id"),
)

digest_holds = sa.Table(
    "digest_holds",
    metadata,
    workspace_column(),
    sa.Column("group_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("occurrence", sa.Text, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("held_by", sa.Text, nullable=False),
    sa.Column("held_at", UTCDateTime, nullable=False),
    sa.Column("posted", sa.Boolean, nullable=False, server_default=sa.false()),
    belongs_to("groups", "group_id"),
)

digests = sa.Table(
    "digests",
    metadata,
    workspace_column(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("group_id", sa.Integer, nullable=False),
    # No foreign key: a delivery's key does not carry its workspace.
    sa.Column("delivery_id", sa.Integer, nullable=False),
    enum_column("audience", Audience),
    sa.Column("until", UTCDateTime, nullable=False),
    sa.Column("picture", sa.Text),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("search_text", sa.Text, nullable=False),
    belongs_to("groups", "group_id"),
    sa.UniqueConstraint("workspace_id", "delivery_id"),
    sa.Index(None, "workspace_id", "group_id", "number"),
)
"""A digest as it was posted by a delivery; until that is sent it counts for nothing."""

channel_readings = sa.Table(
    "channel_readings",
    metadata,
    workspace_column(),
    sa.Column("channel_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("is_private", sa.Boolean, nullable=False),
    sa.Column("is_shared", sa.Boolean, nullable=False),
    sa.Column("members", JsonTuple, nullable=False),
    sa.Column("read_at", UTCDateTime),
    sa.Column("unreadable_since", UTCDateTime),
    sa.Column("why", sa.Text),
    sa.Column("outsiders", JsonTuple),
    sa.Column("roster", JsonTuple),
)

channel_openings = sa.Table(
    "channel_openings",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    workspace_column(primary_key=False),
    sa.Column("channel_id", sa.Text, nullable=False),
    sa.Column("at", UTCDateTime, nullable=False),
    enum_column("what", How),
    sa.Column("user_ids", JsonTuple, nullable=False),
    sa.Index(None, "workspace_id", "channel_id", "at"),
    sqlite_autoincrement=True,
)

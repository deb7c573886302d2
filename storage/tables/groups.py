"""Working groups: chairs' terms, who is lowered, digests, and what their channels were."""

import sqlalchemy as sa

from bot.domain import Audience, Group
from bot.domain.group import ChannelOpening, ChannelReading
from storage.tables.base import (
    belongs_to,
    columns_of,
    enum_column,
    id_columns,
    metadata,
    number_column,
    workspace_column,
)
from storage.tables.types import ChairParts, JsonTuple, OtherNames, UTCDateTime

groups = sa.Table(
    "groups",
    metadata,
    *id_columns(),
    *columns_of(
        Group,
        sa.Column("spotlight_time", sa.Time, nullable=False, server_default="09:00:00"),
        sa.Column("mornings", ChairParts),
        sa.Column("silence_hours", sa.Integer, nullable=False, server_default=sa.text("72")),
        sa.Column("silence_answers", sa.Integer, nullable=False, server_default=sa.text("0")),
        sa.Column("silence_more_days", sa.Integer, nullable=False, server_default=sa.text("3")),
        sa.Column("observers_comment", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("line_emoji", OtherNames),
        without="id",
    ),
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
    number_column("group_id"),
    sa.Column("occurrence", sa.Text, primary_key=True),
    number_column("revision"),
    sa.Column("held_by", sa.Text, nullable=False),
    sa.Column("held_at", UTCDateTime, nullable=False),
    sa.Column("posted", sa.Boolean, nullable=False, server_default=sa.false()),
    belongs_to("groups", "group_id"),
)

digests = sa.Table(
    "digests",
    metadata,
    workspace_column(),
    number_column("number"),
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
    *columns_of(ChannelReading, sa.Column("channel_id", sa.Text, primary_key=True)),
    sa.Column("roster", JsonTuple),
)

channel_openings = sa.Table(
    "channel_openings",
    metadata,
    *id_columns(),
    *columns_of(ChannelOpening),
    sa.Index(None, "workspace_id", "channel_id", "at"),
    sqlite_autoincrement=True,
)

"""Working groups: chairs' terms, who is lowered, digests, and what their channels were."""

import sqlalchemy as sa

from bot.domain import Audience, Group
from bot.domain.digest import DigestHold
from bot.domain.group import ChannelOpening, ChannelReading, Term
from storage.tables.base import (
    belongs_to,
    columns_of,
    enum_column,
    number_column,
    numbered_table,
    own_table,
)
from storage.tables.types import ChairParts, JsonTuple, OtherNames, UTCDateTime

groups = numbered_table(
    "groups",
    *columns_of(
        Group,
        sa.Column("mornings", ChairParts),
        sa.Column("line_emoji", OtherNames),
        spotlight_time="09:00:00",
        silence_hours=72,
        silence_answers=0,
        silence_more_days=3,
        observers_comment=False,
    ),
    sa.UniqueConstraint("workspace_id", "id"),
    sa.UniqueConstraint("workspace_id", "channel_id"),
    sa.CheckConstraint("digest_weekday BETWEEN 0 AND 6", name="digest_weekday"),
)

terms = own_table(
    "terms",
    sa.Column("group_id", sa.Integer, primary_key=True),
    *columns_of(
        Term,
        sa.Column("user_id", sa.Text, primary_key=True),
        sa.Column("starts_on", sa.Date, primary_key=True),
    ),
    belongs_to("groups", "group_id"),
)

lowered = own_table(
    "lowered",
    sa.Column("group_id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.Text, primary_key=True),
    belongs_to("groups", "group_id"),
)

digest_holds = own_table(
    "digest_holds",
    *columns_of(
        DigestHold,
        number_column("group_id"),
        sa.Column("occurrence", sa.Text, primary_key=True),
        number_column("revision"),
        posted=False,
    ),
    belongs_to("groups", "group_id"),
)

digests = own_table(
    "digests",
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

channel_readings = own_table(
    "channel_readings",
    *columns_of(ChannelReading, sa.Column("channel_id", sa.Text, primary_key=True)),
    sa.Column("roster", JsonTuple),
)

channel_openings = numbered_table(
    "channel_openings",
    *columns_of(ChannelOpening),
    sa.Index(None, "workspace_id", "channel_id", "at"),
)

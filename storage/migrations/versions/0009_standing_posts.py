"""Posts in channels that show members' items, and the people in channels who are no members."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple

revision = "0009"
down_revision = "0008"

_STANDING = sa.text("members_only AND NOT unwanted AND state = 'sent'")


def upgrade() -> None:
    for name in ("members_only", "unwanted"):
        column = sa.Column(name, sa.Boolean, nullable=False, server_default=sa.false())
        op.add_column("deliveries", column)
    op.add_column("channel_readings", sa.Column("outsiders", JsonTuple))
    # What gathers records was sent with whatever its channel carried then: it may show anything.
    op.execute(
        "UPDATE deliveries SET members_only = true WHERE state = 'sent' "
        "AND substr(recipient, 1, 1) IN ('C', 'G') AND (audience = 'members' "
        "OR kind IN ('digest.weekly', 'digest.now', 'group.clock_change'))"
    )
    op.create_index(
        "ix_deliveries_standing",
        "deliveries",
        ["workspace_id", "slack_channel", "slack_ts"],
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )

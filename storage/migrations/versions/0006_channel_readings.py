"""The last reading of each group's channel, by which rights go on while it cannot be read."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple, UTCDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "channel_readings",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("channel_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_private", sa.Boolean, nullable=False),
        sa.Column("is_shared", sa.Boolean, nullable=False),
        sa.Column("members", JsonTuple, nullable=False),
        sa.Column("read_at", UTCDateTime),
        sa.Column("unreadable_since", UTCDateTime),
        sa.Column("why", sa.Text),
        sa.PrimaryKeyConstraint("workspace_id", "channel_id", name="pk_channel_readings"),
    )

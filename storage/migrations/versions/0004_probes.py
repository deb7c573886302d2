"""Blocked recipients are tried again: how often they were, and when they are next."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    long_ago = sa.text("'1970-01-01T00:00:00.000000Z'")
    for column in (
        sa.Column("probes", sa.Integer, nullable=False, server_default=sa.text("0")),
        # Those that are blocked already are tried at once: nobody has since they were.
        sa.Column("probe_at", UTCDateTime, nullable=False, server_default=long_ago),
    ):
        op.add_column("blocked_recipients", column)

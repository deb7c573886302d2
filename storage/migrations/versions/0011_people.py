"""Whose action waits for another officer, and the roster of each channel at the daily check."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("actions", sa.Column("passed_on_from", sa.Text))
    op.add_column("channel_readings", sa.Column("roster", JsonTuple))

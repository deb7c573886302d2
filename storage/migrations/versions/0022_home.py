"""What chairs find in their mornings; when people hear from us; which Home tabs are open."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple

revision = "0022"
down_revision = "0016"


def upgrade() -> None:
    every = '["unowned", "week_overdue"]'
    op.add_column("groups", sa.Column("mornings", JsonTuple, nullable=False, server_default=every))

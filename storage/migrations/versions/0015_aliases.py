"""Short and former names of organisations, real names and handles of people."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Names

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for table in ("organisations", "people"):
        op.add_column(table, sa.Column("aliases", Names))

"""What chairs find in their mornings; when people hear from us; which Home tabs are open."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import ChairParts, UTCDateTime

revision = "0022"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("groups", sa.Column("mornings", ChairParts))
    op.add_column("people", sa.Column("rhythm", sa.Text, nullable=False, server_default="daily"))
    op.add_column(
        "people", sa.Column("morning_hour", sa.Integer, nullable=False, server_default="9")
    )
    op.create_table(
        "homes",
        *(sa.Column(n, sa.Text, nullable=False) for n in ("workspace_id", "user_id")),
        sa.Column("opened_at", UTCDateTime, nullable=False),
        *(sa.Column(n, sa.Text) for n in ("shows", "hash")),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_homes"),
    )

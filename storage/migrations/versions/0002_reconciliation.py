"""What a delivery needs to be put off, paced and looked for."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    for name in ("next_at", "attempted_at"):
        op.add_column("deliveries", sa.Column(name, UTCDateTime))
    for name in ("looks", "readings"):
        count = sa.Column(name, sa.Integer, nullable=False, server_default=sa.text("0"))
        op.add_column("deliveries", count)
    op.add_column("deliveries", sa.Column("earlier_nonces", sa.Text))
    begun = sa.Column("begun", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("deliveries", begun)
    op.add_column("workspaces", sa.Column("paused_until", UTCDateTime))
    # What was lost before anyone looked is looked for now.
    op.execute("UPDATE deliveries SET next_at = due_at WHERE state IN ('owed', 'uncertain')")
    op.execute(
        "UPDATE deliveries SET attempted_at = due_at WHERE state IN ('sending', 'uncertain')"
    )
    op.drop_index("ix_deliveries_due", "deliveries")
    _partial_index("ix_deliveries_due", where="state = 'owed'")
    _partial_index("ix_deliveries_uncertain", where="state = 'uncertain'")
    op.create_index(
        "ix_deliveries_attempted", "deliveries", ["attempted_at", "workspace_id", "recipient"]
    )


def _partial_index(name: str, *, where: str) -> None:
    rows = sa.text(where)
    op.create_index(name, "deliveries", ["next_at"], sqlite_where=rows, postgresql_where=rows)

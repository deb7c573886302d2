"""Half-filled forms, each kept for a day for its own person."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "drafts",
        *(sa.Column(n, sa.Text, nullable=False) for n in ("workspace_id", "user_id", "form")),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("view_id", "filled")),
        *(sa.Column(n, UTCDateTime, nullable=False) for n in ("typed_at", "kept_at")),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "form", name="pk_drafts"),
    )

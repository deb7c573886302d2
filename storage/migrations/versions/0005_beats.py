"""When a workspace was last written to by a beat, and what a restored copy looks for first."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("beat_at", "restored_at", "look_first_until"):
        op.add_column("workspaces", sa.Column(name, UTCDateTime))

"""Calendar secrets as hashes; existing addresses keep working.

First answers that show an address are emptied: asked for again, they are answered with nothing.
"""

from hashlib import sha256

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0007"
down_revision = "0006"

_SHOWS_ADDRESS = "%/calendar/%.ics%"


def upgrade() -> None:
    made = sa.column("created_at", UTCDateTime())
    old = sa.table("calendars", *map(sa.column, ("workspace_id", "user_id", "secret")), made)
    kept = [
        {
            "workspace_id": row.workspace_id,
            "user_id": row.user_id,
            "secret_hash": sha256(row.secret.encode()).hexdigest(),
            "created_at": row.created_at,
        }
        for row in op.get_bind().execute(sa.select(old))
    ]
    # A new table: PostgreSQL would keep the secrets in the old one's file until it is vacuumed.
    op.drop_table("calendars")
    new = op.create_table(
        "calendars",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("workspace_id", "user_id", "secret_hash")
        ),
        sa.Column("created_at", UTCDateTime, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", name="pk_calendars"),
        sa.UniqueConstraint("secret_hash", name="uq_calendars_secret_hash"),
    )
    op.bulk_insert(new, kept)
    receipts = sa.table("receipts", sa.column("answer", sa.Text))
    op.execute(receipts.update().where(receipts.c.answer.like(_SHOWS_ADDRESS)).values(answer="{}"))

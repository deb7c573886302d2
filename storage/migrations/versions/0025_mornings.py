"""What each morning message tells; since when an action is its owner's, and who gave it."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("actions", sa.Column("given_at", UTCDateTime))
    op.add_column("actions", sa.Column("given_by", sa.Text))
    open_alone = sa.text("status = 'open'")
    op.create_index(
        "ix_actions_open_given",
        "actions",
        ["workspace_id", "given_at"],
        sqlite_where=open_alone,
        postgresql_where=open_alone,
    )
    op.create_table(
        "morning_items",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("delivery_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("told_at", UTCDateTime, nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "delivery_id", "topic", "reference", name="pk_morning_items"
        ),
    )
    op.create_index(
        "ix_morning_items_workspace_id_reference", "morning_items", ["workspace_id", "reference"]
    )

"""Digests are kept as they were posted, with numbers; a hold says whether it was posted instead."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column(
        "digest_holds", sa.Column("posted", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.create_table(
        "digests",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        *(sa.Column(n, sa.Integer, nullable=False) for n in ("group_id", "delivery_id")),
        sa.Column(
            "audience",
            sa.Text,
            sa.CheckConstraint(
                "audience IN ('members', 'group', 'network')", name=op.f("ck_digests_audience")
            ),
            nullable=False,
        ),
        sa.Column("until", UTCDateTime, nullable=False),
        sa.Column("picture", sa.Text),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("content", "search_text")),
        sa.PrimaryKeyConstraint("workspace_id", "number", name="pk_digests"),
        sa.UniqueConstraint(
            "workspace_id", "delivery_id", name="uq_digests_workspace_id_delivery_id"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "group_id"],
            ["groups.workspace_id", "groups.id"],
            name="fk_digests_groups",
        ),
    )
    op.create_index(
        "ix_digests_workspace_id_group_id_number", "digests", ["workspace_id", "group_id", "number"]
    )
    for moment in ("created_at", "settled_at"):
        op.create_index(
            f"ix_actions_workspace_id_group_id_{moment}",
            "actions",
            ["workspace_id", "group_id", moment],
        )

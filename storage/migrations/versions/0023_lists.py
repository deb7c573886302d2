"""Lists of actions are read in the order that they are shown in; what can be undone is kept."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0023"
down_revision = "0022"

_LISTED = ["group_id", "audience", "status", "number"]


def upgrade() -> None:
    for name, owner in (
        ("listed", []),
        ("of_officer", ["owner_user_id"]),
        ("of_organisation", ["owner_organisation_id"]),
    ):
        op.create_index(f"ix_actions_{name}", "actions", ["workspace_id", *owner, *_LISTED])
    is_open = sa.text("status = 'open'")
    for name, owner in (("in_order", []), ("of_organisation", ["owner_organisation_id"])):
        due = sa.text("coalesce(due_on, '9999-12-31')")
        op.create_index(
            f"ix_actions_open_{name}",
            "actions",
            ["workspace_id", *owner, "group_id", "audience", due, "number"],
            sqlite_where=is_open,
            postgresql_where=is_open,
        )
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("workspace_id", "who")),
        sa.Column("at", UTCDateTime, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("undone_at", UTCDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_steps_workspace_id_who_at", "steps", ["workspace_id", "who", "at"])

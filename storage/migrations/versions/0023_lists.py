"""Lists of actions are read in the order that they are shown in."""

import sqlalchemy as sa
from alembic import op

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

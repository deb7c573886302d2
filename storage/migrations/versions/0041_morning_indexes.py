"""Indexes for mornings: open actions that no officer has, and answers that name a delegate."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    is_open = sa.text("status = 'open'")
    op.create_index(
        "ix_actions_open_shared",
        "actions",
        ["workspace_id", "owner_organisation_id", "owner_user_id", "due_on"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    named = sa.text("delegate_user_id IS NOT NULL")
    op.create_index(
        "ix_rsvps_naming",
        "rsvps",
        ["workspace_id", "delegate_user_id"],
        sqlite_where=named,
        postgresql_where=named,
    )

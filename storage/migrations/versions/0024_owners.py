"""Deputies and absences; actions that are linked, come from somewhere, or repeat."""

import sqlalchemy as sa
from alembic import op

from storage.tables.types import Absences, UTCDateTime

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("people", sa.Column("deputy_user_id", sa.Text))
    op.add_column("people", sa.Column("absences", Absences))
    op.add_column("people", sa.Column("cover_changed_at", UTCDateTime))
    for name, kind in (
        ("changed_at", UTCDateTime),
        ("linked_to", sa.Integer),
        ("from_dialogue", sa.Integer),
        ("from_channel", sa.Text),
        ("from_message", sa.Text),
        ("from_link", sa.Text),
        ("repeats", sa.Text),
        ("series", sa.Integer),
        ("occurrence", sa.Date),
    ):
        op.add_column("actions", sa.Column(name, kind))
    op.create_index("ix_actions_workspace_id_linked_to", "actions", ["workspace_id", "linked_to"])
    rule = sa.text("repeats IS NOT NULL")
    op.create_index(
        "ix_actions_recurring",
        "actions",
        ["workspace_id", "due_on"],
        sqlite_where=rule,
        postgresql_where=rule,
    )
    series = ["workspace_id", "series", "occurrence"]
    op.create_index("ux_actions_series", "actions", series, unique=True)

"""A reminder's offset and a drop's detail get columns of their own, out of kind and error."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_OWED_ONCE = "uq_deliveries_owed_once"
_KEY = "workspace_id subject_type subject_id kind minutes_before occurrence revision recipient"
_DELIVERIES = sa.table(
    "deliveries",
    *(sa.column(name, sa.Text) for name in ("kind", "state", "error", "detail")),
    sa.column("minutes_before", sa.Integer),
)
_REMINDER = "dialogue.reminder"
_WITH_DETAIL = ("too late", "uncertain", "not in the channel")
_NOW = {
    "left": "no person",
    "left Slack": "left the workspace",
    "not theirs to see": "not theirs",
    "not to be seen": "not theirs",
}
"""Reasons of earlier versions, each with one of today that has the same words."""


def upgrade() -> None:
    with op.batch_alter_table("deliveries", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("detail", sa.Text))
        none = sa.text("0")
        table.add_column(
            sa.Column("minutes_before", sa.Integer, nullable=False, server_default=none)
        )
        table.drop_constraint(_OWED_ONCE, type_="unique")
    for was, now in (("slack_channel", "posted_channel"), ("slack_ts", "posted_ts")):
        op.execute(f"ALTER TABLE deliveries RENAME COLUMN {was} TO {now}")
    row = _DELIVERIES.c
    offset = sa.cast(sa.func.substr(row.kind, len(_REMINDER) + 2), sa.Integer)
    reminders = _DELIVERIES.update().where(row.kind.startswith(f"{_REMINDER}."))
    op.execute(reminders.values(kind=_REMINDER, minutes_before=offset))
    dropped = _DELIVERIES.update().where(row.state == "dropped")
    for reason in _WITH_DETAIL:
        detail = sa.func.substr(row.error, len(reason) + 3)
        explained = dropped.where(row.error.startswith(f"{reason}: "))
        op.execute(explained.values(error=reason, detail=detail))
    for was, now in _NOW.items():
        op.execute(dropped.where(row.error == was).values(error=now))
    op.create_index(_OWED_ONCE, "deliveries", _KEY.split(), unique=True)

"""The day on which an action was settled where its owner is, so that what was late is counted."""

from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

from storage.tables.types import UTCDateTime

revision = "0028"
down_revision = "0026"

_ACTIONS = sa.table(
    "actions",
    *(sa.column(name, sa.Text) for name in ("workspace_id", "zone")),
    sa.column("number", sa.Integer),
    sa.column("settled_at", UTCDateTime),
    sa.column("settled_on", sa.Date),
)


def upgrade() -> None:
    op.add_column("actions", sa.Column("settled_on", sa.Date))
    connection, columns = op.get_bind(), _ACTIONS.c
    found = sa.select(columns.workspace_id, columns.number, columns.settled_at, columns.zone)
    days = [
        {"place": place, "action": number, "day": at.astimezone(ZoneInfo(zone)).date()}
        for place, number, at, zone in connection.execute(
            found.where(columns.settled_at.is_not(None))
        )
    ]
    if days:
        same = (
            columns.workspace_id == sa.bindparam("place"),
            columns.number == sa.bindparam("action"),
        )
        settled = sa.update(_ACTIONS).where(*same).values(settled_on=sa.bindparam("day"))
        connection.execute(settled, days)

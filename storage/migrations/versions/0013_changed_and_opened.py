"""When calendar entries changed and channels opened, in tables; the journal only tells of it."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.tables.types import JsonTuple, UTCDateTime

revision = "0013"
down_revision = "0012"

_JOURNAL = sa.table(
    "journal",
    *(sa.column(name, sa.Text) for name in ("workspace_id", "did", "subject", "detail")),
    sa.column("id", sa.Integer),
    sa.column("at", UTCDateTime),
)
_READERS, _HOW = " readers", "ck_channel_openings_what"


def upgrade() -> None:
    op.add_column("dialogues", sa.Column("changed_at", UTCDateTime))
    op.execute(
        "UPDATE dialogues SET changed_at = (SELECT at FROM journal"
        " WHERE journal.workspace_id = dialogues.workspace_id"
        " AND journal.subject = 'D' || dialogues.number"
        " AND journal.did NOT IN ('answered', 'confirmed attendance')"
        " ORDER BY journal.id DESC LIMIT 1)"
    )
    openings = op.create_table(
        "channel_openings",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("channel_id", sa.Text, nullable=False),
        sa.Column("at", UTCDateTime, nullable=False),
        sa.Column(
            "what",
            sa.Text,
            sa.CheckConstraint("what IN ('public', 'shared', 'came')", name=op.f(_HOW)),
            nullable=False,
        ),
        sa.Column("user_ids", JsonTuple, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_channel_openings"),
        sqlite_autoincrement=True,
    )
    columns = ["workspace_id", "channel_id", "at"]
    op.create_index("ix_channel_openings_workspace_id_channel_id_at", "channel_openings", columns)
    told = sa.select(_JOURNAL).where(_JOURNAL.c.did == "opened the channel")
    rows = list(_openings(op.get_bind().execute(told.order_by(_JOURNAL.c.id))))
    if rows:
        op.get_bind().execute(openings.insert(), rows)


def _openings(entries: Iterable[Any]) -> Iterable[dict[str, Any]]:
    """The journal told "became public", "became shared" or "came: U1 U2"."""
    for entry in entries:
        detail = (entry.detail or "").split()
        if not detail or not entry.subject.endswith(_READERS):
            continue
        yield {
            "workspace_id": entry.workspace_id,
            "channel_id": entry.subject.removesuffix(_READERS),
            "at": entry.at,
            "what": "came" if detail[0] == "came:" else detail[-1],
            "user_ids": detail[1:] if detail[0] == "came:" else [],
        }

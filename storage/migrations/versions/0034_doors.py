"""Who may see what a search finds is in a column, which the index of positions has too."""

import sqlalchemy as sa
from alembic import op

from storage.ledgers.search_entries import room_of

revision = "0034"
down_revision = "0033"

_COLUMNS = ("workspace_id", "kind", "words", "door")


def upgrade() -> None:
    op.add_column(
        "search_entries", sa.Column("door", sa.Text, nullable=False, server_default=sa.text("''"))
    )
    _read_doors()
    op.drop_index("ix_search_entries_position", "search_entries")
    op.create_index(
        "ix_search_entries_position",
        "search_entries",
        ["position", "workspace_id", "kind", "door", "number"],
    )


def _read_doors() -> None:
    """The last of an entry's words is its room with its door."""
    entries, connection = sa.table("search_entries", *map(sa.column, _COLUMNS)), op.get_bind()
    place = sa.func.instr if connection.dialect.name == "sqlite" else sa.func.strpos
    rooms = sa.select(entries.c.workspace_id, entries.c.kind).distinct()
    for whose, kind in connection.execute(rooms).all():
        room = f" {room_of(whose, kind)}:"
        door = sa.func.substr(entries.c.words, place(entries.c.words, room) + len(room))
        theirs = sa.update(entries).where(entries.c.workspace_id == whose, entries.c.kind == kind)
        connection.execute(theirs.values(door=door))

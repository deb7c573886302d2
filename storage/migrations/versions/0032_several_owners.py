"""Marked lines have several owners, a group chooses emoji, and agenda items stand each time."""

import sqlalchemy as sa
from alembic import op

from bot.domain.audience import Audience
from bot.domain.search_words import common_words
from storage.ledgers.search_entries import minutes_entry
from storage.tables.types import EnumText, UTCDateTime

revision = "0032"
down_revision = "0031"


_ENTRY = (
    "INSERT INTO search_entries (workspace_id, kind, number, position, words, plain) "
    "SELECT :whose, :kind, :number, coalesce(max(position), :base - 1) + 1, :words, :plain "
    "FROM search_entries WHERE position >= :base AND position < :beyond"
)
_WORD = (
    "INSERT INTO search_words (workspace_id, letters, word) VALUES (:whose, :letters, :word) "
    "ON CONFLICT DO NOTHING"
)


def upgrade() -> None:
    _add_columns()
    _index_minutes()


def _index_minutes() -> None:
    """Those that are sealed already are found by their words, each by its last version."""
    versions = sa.table(
        "minutes_versions",
        *map(sa.column, ("workspace_id", "number", "version", "group_id", "body")),
        sa.column("audience", EnumText(Audience)),
        sa.column("sealed_at", UTCDateTime),
    )
    connection = op.get_bind()
    rows = connection.execute(sa.select(versions).order_by(versions.c.version)).all()
    for row in {(row.workspace_id, row.number): row for row in rows}.values():
        entry, whose = minutes_entry(row), row.workspace_id
        connection.execute(sa.text(_ENTRY), {"whose": whose, **entry.row(whose)})
        for word in common_words(entry.spoken):
            found = {"whose": whose, "letters": len(word), "word": word}
            connection.execute(sa.text(_WORD), found)


def _add_columns() -> None:
    op.add_column("minutes_lines", sa.Column("owners", sa.JSON))
    names = ("id", "owner_user_id")
    lines = sa.table("minutes_lines", *map(sa.column, names), sa.column("owners", sa.JSON))
    connection = op.get_bind()
    owned = sa.select(lines.c.id, lines.c.owner_user_id).where(lines.c.owner_user_id.is_not(None))
    for line_id, owner in connection.execute(owned).all():
        change = sa.update(lines).where(lines.c.id == line_id)
        connection.execute(change.values(owners=[owner]))
    op.drop_column("minutes_lines", "owner_user_id")
    op.add_column("groups", sa.Column("line_emoji", sa.JSON))
    each_time = sa.Column("each_time", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("agenda_items", each_time)
    op.add_column("minutes_versions", sa.Column("canvas", sa.Text))
    wanted = sa.text("canvas = 'wanted'")
    op.create_index(
        "ix_minutes_versions_canvas",
        "minutes_versions",
        ["workspace_id"],
        sqlite_where=wanted,
        postgresql_where=wanted,
    )
    op.create_table(
        "minutes_looks",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("workspace_id", "channel", "ts", "asked")
        ),
        sa.PrimaryKeyConstraint("workspace_id", "channel", "ts", name="pk_minutes_looks"),
    )

"""An index of the words of practices, dialogues and actions, filled from what is stored."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.domain.audience import Audience
from bot.domain.search_words import common_words
from storage.ledgers import search_entries as marks
from storage.tables.search import SEARCH_INDEX
from storage.tables.types import EnumText, JsonTuple, OtherNames, UTCDateTime

revision = "0017"
down_revision = "0016"

_BATCH = 500
_COLUMNS: dict[str, Any] = {
    "number": sa.Integer,
    "group_id": sa.Integer,
    "organisation_id": sa.Integer,
    "owner_organisation_id": sa.Integer,
    "audience": EnumText(Audience),
    "publics": JsonTuple,
    "topics": JsonTuple,
    "aliases": OtherNames,
    "id": sa.Integer,
    **dict.fromkeys(("created_at", "settled_at", "starts_at"), UTCDateTime),
}


def _table(name: str, columns: str) -> Any:
    names = ("workspace_id", *columns.split())
    return sa.table(name, *(sa.column(one, _COLUMNS.get(one, sa.Text)) for one in names))


_PRACTICES = _table(
    "practices",
    "number group_id title summary what_was_done publics topics country organisation_id language "
    "evidence audience status author created_at settled_at",
)


def _practice_entry(card: Any) -> marks.SearchEntry | None:
    """A card of this schema has one country."""
    return marks.practice_entry(SimpleNamespace(**card, countries=(card["country"],)))


_RECORDS: tuple[tuple[Any, Callable[[Any], marks.SearchEntry | None]], ...] = (
    (_PRACTICES, _practice_entry),
    (
        _table(
            "actions",
            "number group_id title owner_user_id owner_organisation_id audience note created_at",
        ),
        lambda row: marks.action_entry(SimpleNamespace(**row)),
    ),
    (
        _table("dialogues", "number group_id title starts_at audience reason"),
        lambda row: marks.dialogue_entry(SimpleNamespace(**row)),
    ),
)
_NAMES: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (_table("people", "user_id name aliases"), lambda row: marks.person_mark(row.user_id)),
    (_table("organisations", "id name aliases"), lambda row: marks.organisation_mark(row.id)),
)
_NAME = "INSERT INTO search_names (workspace_id, owner, token) VALUES (:whose, :owner, :token)"
_WORD = (
    "INSERT INTO search_words (workspace_id, letters, word) VALUES (:whose, :letters, :word) "
    "ON CONFLICT DO NOTHING"
)
_ENTRY = (
    "INSERT INTO search_entries (workspace_id, kind, number, position, words, plain) "
    "SELECT :whose, :kind, :number, coalesce(max(position), :base - 1) + 1, :words, :plain "
    "FROM search_entries WHERE position >= :base AND position < :beyond"
)


def upgrade() -> None:
    connection = op.get_bind()
    _make_tables(connection)
    for table, entry_of in _RECORDS:
        key = sa.tuple_(table.c.workspace_id, table.c.number)
        batch = sa.select(table).order_by(table.c.workspace_id, table.c.number).limit(_BATCH)
        rows = connection.execute(batch).mappings().all()
        while rows:
            _fill(connection, [(row["workspace_id"], entry_of(row)) for row in rows])
            last = (rows[-1]["workspace_id"], rows[-1]["number"])
            rows = connection.execute(batch.where(key > last)).mappings().all()
    for table, owner_of in _NAMES:
        for row in connection.execute(sa.select(table)).all():
            _fill_names(connection, row.workspace_id, owner_of(row), (row.name, *row.aliases))
    for column in ("title_text", "search_text"):
        op.drop_column("practices", column)


def _make_tables(connection: sa.Connection) -> None:
    op.create_table(
        "search_entries",
        *(sa.Column(n, sa.Text, nullable=False) for n in ("workspace_id", "kind")),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        *(sa.Column(n, sa.Text, nullable=False) for n in ("words", "plain")),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "number", name="pk_search_entries"),
    )
    op.create_index("ix_search_entries_position", "search_entries", ["position"])
    op.create_table(
        "search_names",
        *(sa.Column(n, sa.Text, nullable=False) for n in ("workspace_id", "owner", "token")),
        sa.PrimaryKeyConstraint("workspace_id", "owner", "token", name="pk_search_names"),
    )
    op.create_table(
        "search_words",
        sa.Column("workspace_id", sa.Text, nullable=False),
        sa.Column("letters", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("word", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "letters", "word", name="pk_search_words"),
    )
    for statement in SEARCH_INDEX[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def _fill(connection: sa.Connection, entries: list[tuple[str, marks.SearchEntry | None]]) -> None:
    kept = [(whose, entry) for whose, entry in entries if entry is not None]
    if kept:
        connection.execute(sa.text(_ENTRY), [{"whose": w, **e.row(w)} for w, e in kept])
        _fill_words(connection, {(w, e.language, e.spoken) for w, e in kept})


def _fill_words(connection: sa.Connection, spoken: set[tuple[str, str, str]]) -> None:
    words = {(w, 0, language) for w, language, _ in spoken}
    words |= {(w, len(word), word) for w, _, text in spoken for word in common_words(text)}
    rows = [{"whose": w, "letters": letters, "word": word} for w, letters, word in sorted(words)]
    connection.execute(sa.text(_WORD), rows)


def _fill_names(connection: sa.Connection, whose: str, owner: str, names: tuple[str, ...]) -> None:
    tokens = [{"whose": whose, "owner": owner, "token": t} for t in marks.name_tokens(names)]
    if tokens:
        connection.execute(sa.text(_NAME), tokens)
    _fill_words(connection, {(whose, "en", "\n".join(names))})

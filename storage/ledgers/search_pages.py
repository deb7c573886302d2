"""What each database is asked for one page of what is found.

SQLite's index gives positions in order and ends where a page is full. So where many records have
the words it is asked for the few first ones and, apart from them, how many there are. All else is
found once, in no order, and then counted and ordered.

Whose words a search may look at is `Reader.sees`, as an index and its rows can tell it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Table, bindparam, select
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.domain import Audience, Reader
from bot.domain.reference import ACTION, DIALOGUE, MINUTES
from bot.domain.search_words import BEGINS, Patterns
from storage.ledgers import search_entries as marks
from storage.ledgers.ledger import own_rows
from storage.ledgers.visibility import visible_to
from storage.tables import actions, dialogues, search_entries

More = tuple[sa.ColumnElement[bool], ...]
_SQLITE = sa.table("search_index", sa.column("rowid", sa.Integer))
_INDEX: Any = sa.literal_column("search_index")
_TOKENS: Any = sa.func.search_tokens(search_entries.c.words)


def matching(sqlite: bool, asked: Any, more: More = ()) -> sa.Select[Any]:
    """Selects the positions of entries that have the tokens, and `more` of their rows."""
    row = search_entries.c
    if sqlite:
        found = sa.select(_SQLITE.c.rowid.label("position")).where(_INDEX.op("MATCH")(asked))
        theirs = sa.select(row.number).where(row.position == _SQLITE.c.rowid, *more)
        return found.where(theirs.exists()) if more else found
    return sa.select(row.position).where(_TOKENS.op("@@")(sa.cast(asked, TSQUERY)), *more)


@lru_cache(maxsize=1_000)
def page_of(
    sqlite: bool, *, titled: bool, nearest: bool, many: bool, more: More = ()
) -> sa.Select[Any]:
    """Numbers, and how many there are in all. It asks for `kind`, `asked`, `limit`, `offset`;

    `titled`: and for `titled`, and `others` on SQLite; the first ones come first. `nearest`:
    and for the position `near`; else the newest come first. `many`: too many records
    may have the words to put all of them in order.
    """
    if many and sqlite and not more:
        page = _few_first(titled, nearest)
    else:
        page = _all_in_order(sqlite, titled, nearest, more)
    few = page.limit(sa.bindparam("limit")).offset(sa.bindparam("offset")).subquery()
    row = search_entries.c
    # Only these few rows are read; the order is known from the index.
    found = sa.select(row.number, few.c.total).where(own_rows(search_entries))
    found = found.where(row.kind == sa.bindparam("kind"), row.position == few.c.position)
    return found.order_by(few.c.part, *_order(few.c.position, nearest))


def _few_first(titled: bool, nearest: bool) -> sa.Select[Any]:
    at: Any = _SQLITE.c.rowid
    near: Any = sa.bindparam("near")
    ways: list[Any] = (
        [(at.desc(), ())] if not nearest else [(at.desc(), (at < near,)), (at, (at >= near,))]
    )
    most = sa.bindparam("limit", type_=sa.Integer) + sa.bindparam("offset", type_=sa.Integer)
    parts = [
        matching(True, sa.bindparam(asked, type_=sa.Text))
        .add_columns(sa.literal(part).label("part"))
        .where(*where)
        .order_by(order)
        .limit(most)
        .subquery()
        for part, asked in enumerate(["titled", "others"] if titled else ["asked"])
        for order, where in ways
    ]
    found = sa.union_all(*(sa.select(part.c.position, part.c.part) for part in parts)).subquery()
    matched = matching(True, sa.bindparam("asked", type_=sa.Text)).subquery()
    total = sa.select(sa.func.count()).select_from(matched).scalar_subquery().label("total")
    page = sa.select(found.c.position, found.c.part, total)
    return page.order_by(found.c.part, *_order(found.c.position, nearest))


def _all_in_order(sqlite: bool, titled: bool, nearest: bool, more: More) -> sa.Select[Any]:
    matched = matching(sqlite, sa.bindparam("asked", type_=sa.Text), more).cte("matched")
    matched = matched.prefix_with("MATERIALIZED")
    total = sa.select(sa.func.count()).select_from(matched).scalar_subquery().label("total")
    first = matching(sqlite, sa.bindparam("titled", type_=sa.Text))
    named = sa.case((matched.c.position.in_(first), 0), else_=1) if titled else sa.literal(0)
    part = named.label("part")
    page = sa.select(matched.c.position, part, total)
    return page.order_by(part, *_order(matched.c.position, nearest))


def _order(position: Any, nearest: bool) -> list[sa.ColumnElement[Any]]:
    return [sa.func.abs(position - sa.bindparam("near"))] if nearest else [position.desc()]


_SPELLINGS = {
    True: ('"{}"', '"{}"*', " OR ", " AND "),
    False: ("'{}'", "'{}':*", "|", "&"),
}
"""A whole token and the beginning of one; between what one of is asked for, and all."""


def spelled(sqlite: bool, asked: Iterable[Iterable[str]]) -> str:
    """A question in a database's own language: one pattern of each; none has a sign it knows."""
    whole, begun, either, both = _SPELLINGS[sqlite]
    parts = (
        either.join(
            begun.format(one.removesuffix(BEGINS)) if one.endswith(BEGINS) else whole.format(one)
            for one in dict.fromkeys(part)
        )
        for part in asked
    )
    return both.join(f"({part})" for part in parts)


_SHOWN_TO_KEPT_SEATS = {ACTION: actions, DIALOGUE: dialogues}
OF_THIS_KIND: More = (own_rows(search_entries), search_entries.c.kind == bindparam("kind"))


@dataclass(frozen=True, slots=True)
class SearchRights:
    """`tokens`: a record has one of each. `more`: what its row has."""

    tokens: list[Patterns]
    more: More


def rights_to_find(
    workspace_id: str, reader: Reader, kind: str, *, in_rows: bool = False
) -> SearchRights | None:
    """What the records have that the reader may see; None: none. `in_rows`: told by rows alone."""
    doors = _doors(reader, kind)
    if doors == ():
        return None
    tables = tuple(_seen_in_tables(reader, kind))
    if in_rows:
        return SearchRights([], (*OF_THIS_KIND, *_behind(doors), *tables))
    room = marks.room_of(workspace_id, kind)
    tokens = (room,) if doors is None else tuple(f"{room}:{door}" for door in doors)
    return SearchRights([tokens], (*OF_THIS_KIND, *tables) if tables else ())


def _doors(reader: Reader, kind: str) -> Patterns | None:
    """What the reader may see is behind one at least (`Reader.sees`); None: behind any."""
    if reader.secretariat or (reader.kept_seats and kind in _SHOWN_TO_KEPT_SEATS):
        return None
    ways = [(Audience.NETWORK, 0)] if reader.rostered else []
    ways += [(Audience.GROUP, group_id) for group_id in reader.seats]
    ways += [(Audience.MEMBERS, group_id) for group_id in reader.member_seats]
    return tuple(marks.door_mark(*way) for way in ways)


@lru_cache(maxsize=1_000)
def _behind(doors: Patterns | None) -> More:
    return () if doors is None else (search_entries.c.door.in_(doors),)


def _seen_in_tables(reader: Reader, kind: str) -> Iterator[ColumnElement[bool]]:
    """Where doors do not tell all: nobody reads the minutes of a dialogue that they may not see,
    and a kept seat shows less than a seat."""
    if kind == MINUTES and not reader.secretariat:
        yield _seen_in(dialogues, visible_to(reader, dialogues))
    elif reader.kept_seats and not reader.secretariat and kind in _SHOWN_TO_KEPT_SEATS:
        table = _SHOWN_TO_KEPT_SEATS[kind]
        yield _seen_in(table, visible_to(reader, table))


@lru_cache(maxsize=1_000)
def _seen_in(table: Table, visible: ColumnElement[bool]) -> ColumnElement[bool]:
    same = table.c.number == search_entries.c.number
    return select(table.c.number).where(own_rows(table), same, visible).exists()

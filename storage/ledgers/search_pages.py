"""What each database is asked for one page of what is found.

SQLite's index gives positions in order and ends where a page is full. So where many records have
the words it is asked for the few first ones and, apart from them, how many there are. All else is
found once, in no order, and then counted and ordered.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from bot.domain.search_words import BEGINS
from storage.ledgers.ledger import own_rows
from storage.tables import search_entries

More = tuple[ColumnElement[bool], ...]
_SQLITE = table("search_index", column("rowid", Integer))
_INDEX: Any = literal_column("search_index")
_TOKENS: Any = func.search_tokens(search_entries.c.words)


def matching(sqlite: bool, asked: Any, more: More = ()) -> Select[Any]:
    """Selects the positions of entries that have the tokens, and `more` of their rows."""
    row = search_entries.c
    if sqlite:
        found = select(_SQLITE.c.rowid.label("position")).where(_INDEX.op("MATCH")(asked))
        theirs = select(row.number).where(row.position == _SQLITE.c.rowid, *more)
        return found.where(theirs.exists()) if more else found
    return select(row.position).where(_TOKENS.op("@@")(cast(asked, TSQUERY)), *more)


@lru_cache(maxsize=1_000)
def page_of(
    sqlite: bool, *, titled: bool, nearest: bool, many: bool, more: More = ()
) -> Select[Any]:
    """Numbers, and how many there are in all. It asks for `kind`, `asked`, `limit`, `offset`;

    `titled`: and for `titled`, and `others` on SQLite; the first ones come first. `nearest`:
    and for the position `near`; else the newest come first. `many`: too many records
    may have the words to put all of them in order.
    """
    if many and sqlite and not more:
        page = _few_first(titled, nearest)
    else:
        page = _all_in_order(sqlite, titled, nearest, more)
    few = page.limit(bindparam("limit")).offset(bindparam("offset")).subquery()
    row = search_entries.c
    # Only these few rows are read; the order is known from the index.
    found = select(row.number, few.c.total).where(own_rows(search_entries))
    found = found.where(row.kind == bindparam("kind"), row.position == few.c.position)
    return found.order_by(few.c.part, *_order(few.c.position, nearest))


def _few_first(titled: bool, nearest: bool) -> Select[Any]:
    at: Any = _SQLITE.c.rowid
    near: Any = bindparam("near")
    ways: list[Any] = (
        [(at.desc(), ())] if not nearest else [(at.desc(), (at < near,)), (at, (at >= near,))]
    )
    most = bindparam("limit", type_=Integer) + bindparam("offset", type_=Integer)
    parts = [
        matching(True, bindparam(asked, type_=Text))
        .add_columns(literal(part).label("part"))
        .where(*where)
        .order_by(order)
        .limit(most)
        .subquery()
        for part, asked in enumerate(["titled", "others"] if titled else ["asked"])
        for order, where in ways
    ]
    found = union_all(*(select(part.c.position, part.c.part) for part in parts)).subquery()
    matched = matching(True, bindparam("asked", type_=Text)).subquery()
    total = select(func.count()).select_from(matched).scalar_subquery().label("total")
    page = select(found.c.position, found.c.part, total)
    return page.order_by(found.c.part, *_order(found.c.position, nearest))


def _all_in_order(sqlite: bool, titled: bool, nearest: bool, more: More) -> Select[Any]:
    matched = matching(sqlite, bindparam("asked", type_=Text), more).cte("matched")
    matched = matched.prefix_with("MATERIALIZED")
    total = select(func.count()).select_from(matched).scalar_subquery().label("total")
    first = matching(sqlite, bindparam("titled", type_=Text))
    named = case((matched.c.position.in_(first), 0), else_=1) if titled else literal(0)
    part = named.label("part")
    page = select(matched.c.position, part, total)
    return page.order_by(part, *_order(matched.c.position, nearest))


def _order(position: Any, nearest: bool) -> list[ColumnElement[Any]]:
    return [func.abs(position - bindparam("near"))] if nearest else [position.desc()]


def spelled(sqlite: bool, asked: Iterable[Iterable[str]]) -> str:
    """A question in a database's own language: one pattern of each; none has a sign it knows."""
    if sqlite:
        return _spelled(asked, '"{}"', '"{}"*', " OR ", " AND ")
    return _spelled(asked, "'{}'", "'{}':*", "|", "&")


def _spelled(asked: Iterable[Iterable[str]], whole: str, begun: str, either: str, both: str) -> str:
    parts = (
        either.join(
            begun.format(one.removesuffix(BEGINS)) if one.endswith(BEGINS) else whole.format(one)
            for one in dict.fromkeys(part)
        )
        for part in asked
    )
    return both.join(f"({part})" for part in parts)

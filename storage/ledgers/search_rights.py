"""Whose words a search may look at: `Reader.sees`, as an index and its rows can tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Table, bindparam, select

from bot.domain import Audience, Reader
from bot.domain.reference import ACTION, DIALOGUE, MINUTES
from bot.domain.search_words import Patterns
from storage.ledgers import search_entries as marks
from storage.ledgers.ledger import own_rows
from storage.ledgers.search_pages import More
from storage.ledgers.visibility import visible_to
from storage.tables import actions, dialogues, search_entries

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
    """What the records have that the reader may see; None: there are none.

    `in_rows`: told by their rows alone.
    """
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

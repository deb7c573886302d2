"""`Reader.sees` in SQL: the one filter that every query of people's records carries."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Table, and_, exists, false, or_, true

from bot.domain import Audience, PracticeStatus, Reader, Role
from storage.ledgers.ledger import same_number
from storage.tables import actions, dialogues, practices, rsvps


def visible_to(reader: Reader, table: Table) -> ColumnElement[bool]:
    """Rows that the reader may see, of a table with `audience` and `group_id`.

    Each way in is added only where the reader has the right, so a reader made of nothing gets
    nothing. The workspace is not looked at here: every query starts with it. The same rights give
    the same object, so that statements with it can be kept.
    """
    if reader.secretariat:
        return _EVERYTHING
    return _ways_in(
        table,
        kept=_kept(reader),
        rostered=reader.rostered,
        seats=tuple(reader.seats),
        member_seats=tuple(reader.member_seats),
    )


_EVERYTHING = true()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A reader's kept seats, as far as queries need them."""

    user_id: str
    organisation_id: int | None
    member_seats: tuple[int, ...]
    observer_seats: tuple[int, ...]
    chaired: tuple[int, ...]


def _kept(reader: Reader) -> _Kept | None:
    """None, as for nearly everybody, where every channel can be read."""
    if not reader.kept_seats:
        return None
    kept = sorted(reader.kept_seats.items())
    return _Kept(
        user_id=reader.user_id,
        organisation_id=reader.organisation_id,
        member_seats=tuple(g for g, role in kept if role in (Role.CHAIR, Role.MEMBER)),
        observer_seats=tuple(g for g, role in kept if role is Role.OBSERVER),
        chaired=tuple(g for g, role in kept if role is Role.CHAIR),
    )


def _kept_ways_in(table: Table, kept: _Kept) -> ColumnElement[bool]:
    """Their own actions and the dialogues they answered; a chair's groups' actions and dialogues.
    Never what a seat in the group would not show."""
    if table is actions:
        shared = and_(
            actions.c.owner_user_id.is_(None),
            actions.c.owner_organisation_id == kept.organisation_id,
            actions.c.owner_organisation_id.is_not(None),
        )
        theirs: ColumnElement[bool] = or_(actions.c.owner_user_id == kept.user_id, shared)
    elif table is dialogues:
        theirs = exists().where(same_number(rsvps, dialogues), rsvps.c.user_id == kept.user_id)
    else:
        return false()
    shown = or_(
        _of(table, Audience.MEMBERS, kept.member_seats),
        _of(table, Audience.GROUP, (*kept.member_seats, *kept.observer_seats)),
    )
    return and_(shown, or_(theirs, table.c.group_id.in_(kept.chaired)))


@lru_cache(maxsize=1_000)
def _ways_in(
    table: Table,
    *,
    rostered: bool,
    seats: tuple[int, ...],
    member_seats: tuple[int, ...],
    kept: "_Kept | None",
) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = []
    if rostered:
        ways.append(table.c.audience == Audience.NETWORK)
    if seats:
        ways.append(_of(table, Audience.GROUP, seats))
    if member_seats:
        ways.append(_of(table, Audience.MEMBERS, member_seats))
    if kept is not None:
        ways.append(_kept_ways_in(table, kept))
    return or_(false(), *ways)


def practices_visible_to(reader: Reader) -> ColumnElement[bool]:
    """Published cards by audience; any other only for its author and the group's chairs."""
    if reader.secretariat:
        return _EVERYTHING
    chaired = tuple(group for group, role in reader.seats.items() if role is Role.CHAIR)
    return _cards_seen(visible_to(reader, practices), reader.user_id, chaired)


@lru_cache(maxsize=1_000)
def _cards_seen(
    visible: ColumnElement[bool], user_id: str, chaired: tuple[int, ...]
) -> ColumnElement[bool]:
    published = practices.c.status == PracticeStatus.PUBLISHED
    concerned = or_(practices.c.author == user_id, practices.c.group_id.in_(chaired))
    return or_(and_(published, visible), and_(~published, concerned))


def written_for(reader: Reader, group_id: int, table: Table) -> ColumnElement[bool]:
    """Entries with an `audience` that the reader may see, under a record of the group. For queries
    that look for one record's entries: there the record's index does the work."""
    return table.c.audience.in_(sorted(reader.audiences_under(group_id)))


def _of(table: Table, audience: Audience, groups: tuple[int, ...]) -> ColumnElement[bool]:
    return and_(table.c.audience == audience, table.c.group_id.in_(groups))

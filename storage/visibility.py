"""`Reader.sees` in SQL: the one filter that every query of people's records carries."""

from functools import lru_cache

from sqlalchemy import ColumnElement, Table, and_, false, or_, true

from bot.domain.audience import Audience
from bot.domain.practice import PracticeStatus
from bot.domain.roles import Reader, Role
from storage.tables import practices


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
        rostered=reader.rostered,
        seats=tuple(reader.seats),
        member_seats=tuple(reader.member_seats),
    )


_EVERYTHING = true()


@lru_cache(maxsize=1_000)
def _ways_in(
    table: Table, *, rostered: bool, seats: tuple[int, ...], member_seats: tuple[int, ...]
) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = []
    if rostered:
        ways.append(table.c.audience == Audience.NETWORK)
    if seats:
        ways.append(_of(table, Audience.GROUP, seats))
    if member_seats:
        ways.append(_of(table, Audience.MEMBERS, member_seats))
    return or_(false(), *ways)


def practices_visible_to(reader: Reader) -> ColumnElement[bool]:
    """Published cards by audience; any other only for its author and the group's chairs."""
    if reader.secretariat:
        return true()
    chaired = tuple(group for group, role in reader.seats.items() if role is Role.CHAIR)
    published = practices.c.status == PracticeStatus.PUBLISHED
    concerned = or_(practices.c.author == reader.user_id, practices.c.group_id.in_(chaired))
    return or_(and_(published, visible_to(reader, practices)), and_(~published, concerned))


def _of(table: Table, audience: Audience, groups: tuple[int, ...]) -> ColumnElement[bool]:
    return and_(table.c.audience == audience, table.c.group_id.in_(groups))

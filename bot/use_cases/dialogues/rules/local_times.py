"""Local start times of a dialogue by organisation, and which are out of hours."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain import Dialogue, Organisation
from bot.domain.notifications import LocalStart
from bot.domain.zones import to_wall
from bot.ports.unit_of_work import Holidays

_MORNING, _NIGHT = 7, 22
_SATURDAY = 5


def is_out_of_hours(local: datetime) -> bool:
    """Before 07:00, from 22:00, or on a weekend; `local` is wall time (product, section 4).

    Public holidays count too: `out_of_hours` knows the country.
    """
    return is_night(local) or is_weekend(local)


def is_night(local: datetime) -> bool:
    return not _MORNING <= local.hour < _NIGHT


def is_weekend(local: datetime) -> bool:
    return local.weekday() >= _SATURDAY


def local_starts(
    dialogue: Dialogue, organisations: Iterable[Organisation], holidays: Holidays | None = None
) -> tuple[LocalStart, ...]:
    """The start on each organisation's own clock, from west to east, then by name."""
    found = []
    for organisation in organisations:
        local = to_wall(dialogue.starts_at, organisation.zone)
        start = LocalStart(
            organisation=organisation.name,
            zone=organisation.zone,
            clock=f"{local:%H:%M}",
            days_off=(local.date() - dialogue.wall.date()).days,
            holiday=holidays.on(organisation.country, local.date()) if holidays else None,
        )
        found.append((local, organisation.zone, organisation.name, start))
    return tuple(start for *_, start in sorted(found, key=lambda row: row[:3]))


def out_of_hours(
    dialogue: Dialogue, organisations: Iterable[Organisation], holidays: Holidays | None = None
) -> tuple[LocalStart, ...]:
    """Of `local_starts`, those at night, on a weekend or on a public holiday there."""
    return tuple(
        start
        for start in local_starts(dialogue, organisations, holidays)
        if start.holiday or is_out_of_hours(to_wall(dialogue.starts_at, start.zone))
    )

"""Time zone definitions for calendars, made from the zone's own rules and right for their years.

Where a zone changes its clocks by a yearly rule, that rule is written. Where it does not (Morocco
follows the moon, and governments decide), each change is written by its date: Outlook passes over
such dates, so that events there are better written in UTC.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from bot.domain import zones

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_HORIZON = 10
"""Years of changes that are looked at, so that a rule is told from a coincidence: in some years
the last Sunday is the fourth."""
_LAST = -1
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Turn:
    """How clocks are set: from one distance to UTC to another, under a name."""

    before: timedelta
    after: timedelta
    name: str


def definition(zone: str, first: int, last: int) -> Timezone:
    """The VTIMEZONE of an IANA key for local times in the years `first` to `last`."""
    years = range(first - 1, max(last + 2, first + _HORIZON))
    onsets: dict[_Turn, list[datetime]] = defaultdict(list)
    for turn, onset in _changes(zone, years):
        onsets[turn].append(onset)
    component = Timezone()
    component.add("TZID", zone)
    begun = datetime.combine(date(first - 1, 1, 1), time())
    if not any(onset.year < first for found in onsets.values() for onset in found):
        component.add_component(_observance(_standing(zone, begun), [begun], years))
    for turn, found in onsets.items():
        component.add_component(_observance(turn, found, years))
    return component


def understood_by_all(component: Timezone) -> bool:
    """Whether Outlook too reads it right: it knows no changes but one forth and one back a year."""
    observances = component.subcomponents
    return len(observances) == 1 or (
        len(observances) == 2 and all("RRULE" in observance for observance in observances)
    )


def _changes(zone: str, years: range) -> Iterator[tuple[_Turn, datetime]]:
    """Each change with its onset: naive, as clocks showed it that were not yet set."""
    rules = zones.zone(zone)
    at, end = datetime(years[0], 1, 1, tzinfo=UTC), datetime(years[-1] + 1, 1, 1, tzinfo=UTC)
    while at < end:
        before, after = _offset(at, zone), _offset(at + _DAY, zone)
        if before != after:
            moment = _moment(at, at + _DAY, zone)
            name = moment.astimezone(rules).tzname() or zone
            yield _Turn(before, after, name), moment.replace(tzinfo=None) + before
        at += _DAY


def _moment(low: datetime, high: datetime, zone: str) -> datetime:
    old = _offset(low, zone)
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        low, high = (middle, high) if _offset(middle, zone) == old else (low, middle)
    return high.replace(microsecond=0)


def _offset(at: datetime, zone: str) -> timedelta:
    return zones.to_wall(at, zone) - at.replace(tzinfo=None)


def _standing(zone: str, wall: datetime) -> _Turn:
    """What holds before any change is known."""
    at = zones.resolve(wall, zone)
    offset = _offset(at, zone)
    return _Turn(offset, offset, at.astimezone(zones.zone(zone)).tzname() or zone)


def _observance(
    turn: _Turn, onsets: Sequence[datetime], years: range
) -> TimezoneStandard | TimezoneDaylight:
    """Clocks set forward begin DAYLIGHT time, whatever a country calls it: Ireland's winter."""
    made = TimezoneDaylight() if turn.after > turn.before else TimezoneStandard()
    made.add("DTSTART", onsets[0])
    made.add("TZOFFSETFROM", turn.before)
    made.add("TZOFFSETTO", turn.after)
    made.add("TZNAME", turn.name)
    rule = _yearly(onsets, years)
    if rule is not None:
        made.add("RRULE", rule)
    else:
        for onset in onsets[1:]:  # a line each: not every reader knows lists
            made.add("RDATE", [onset])
    return made


def _yearly(onsets: Sequence[datetime], years: range) -> dict[str, object] | None:
    """The rule by which these recur, once in every year, or None."""
    first = onsets[0]
    if [onset.year for onset in onsets] != list(years):
        return None
    alike = {(onset.month, onset.weekday(), onset.time()) for onset in onsets}
    if len(alike) > 1:
        return None
    if all(onset.day + 7 > monthrange(onset.year, onset.month)[1] for onset in onsets):
        ordinal = _LAST
    elif len(ordinals := {(onset.day + 6) // 7 for onset in onsets}) == 1:
        ordinal = ordinals.pop()
    else:
        return None
    day = f"{ordinal}{_WEEKDAYS[first.weekday()]}"
    return {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": day}

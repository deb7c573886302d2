"""How a series goes on when one of its dates is moved and all later ones follow.

The moved date keeps its place in the order of dates, and so do those before and after it.

Beside it: whose local time of a series shifts by a change of clocks. In the zone of the series two
occurrences at the same wall time are whole days apart; in another they are an hour more or less
apart if one of the two zones changed its clocks between.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from bot.domain.errors import Refusal
from bot.domain.person import Organisation
from bot.domain.recurrence import Frequency, Occurrence, Rule, Series, Slot
from bot.domain.zones import to_wall

_LAST = -1
_MOST_ORDINAL = 4
_WEEK = 7
_DAYS = {
    Frequency.DAILY: 1,
    Frequency.WEEKLY: _WEEK,
    Frequency.MONTHLY_BY_DATE: 28,
    Frequency.MONTHLY_BY_WEEKDAY: 28,
}
"""The fewest days from one date to the next, at an interval of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingOn:
    """`ended`: the series without what is carried over; `series`: as it goes on (`id` 0). `dates`:
    from each old date that is planned to the one that it became; None where the new rule has none
    for it any more. In order."""

    ended: Series
    series: Series
    dates: tuple[tuple[date, date | None], ...]


def going_on(series: Series, day: date, to: datetime, zone: str, *, since: date) -> GoingOn:
    """When the date `day` of `series` moves to the naive wall time `to` in `zone`. The dates from
    `since` on, which is one of the series' and not after `day`, are carried over. Where slots take
    turns all share these dates; only that of `day` gets the new hour."""
    planned = max(series.planned_until or day, day)
    old = list(takewhile(lambda d: d <= planned, series.rule.dates(series.first)))
    start, here = old.index(since), old.index(day)
    turns = len(series.slots)
    slot = Slot(clock=to.time(), zone=zone)
    rule = carried_over(series.rule, to.date())
    if rule.several and to.date() != day:
        raise Refusal(
            "This series comes on several days, so its days cannot all move with one of them."
            " Please move this date alone, or only its hour."
        )
    shifted = to.date() - day
    rule = replace(rule, but=tuple(left_out + shifted for left_out in rule.but))
    first = since if rule.several else (*dates_before(rule, to.date(), here - start), to.date())[0]
    rule = _ended_like(series, rule, first, start=start, day=day, to=to.date())
    slots = [series.slots[(start + turn) % turns] for turn in range(turns)]
    slots[(here - start) % turns] = slot
    new = list(islice(rule.dates(first), len(old) - start))
    padded: list[date | None] = [*new, *[None] * (len(old) - start - len(new))]
    return GoingOn(
        ended=series.ending_before(since),
        series=replace(
            series, id=0, first=first, rule=rule, slots=tuple(slots), planned_until=new[-1]
        ),
        dates=tuple(zip(old[start:], padded, strict=True)),
    )


def carried_over(rule: Rule, day: date) -> Rule:
    """The same rhythm through `day`, without an end. By weekday the ordinal is that of `day`: the
    last where it was the last and `day` is one, and for a fifth, which few months have."""
    ordinal = rule.ordinal
    if ordinal is not None:
        ordinal = (day.day - 1) // _WEEK + 1
        is_last = day.day + _WEEK > _days_in(day)
        if ordinal > _MOST_ORDINAL or (is_last and rule.ordinal == _LAST):
            ordinal = _LAST
    return replace(rule, ordinal=ordinal, until=None, count=None)


def dates_before(rule: Rule, day: date, number: int) -> tuple[date, ...]:
    """The `number` dates before `day`, the earliest first; `day` is one of the rule's."""
    return tuple(islice(_dates_backwards(rule, day), number))[::-1]


def _dates_backwards(rule: Rule, day: date) -> Iterator[date]:
    if rule.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        step = timedelta(days=rule.interval * _DAYS[rule.frequency])
        while True:
            day -= step
            yield day
    month = day.replace(day=1)
    while True:
        month = _months_later(month, -rule.interval)
        if rule.frequency is Frequency.MONTHLY_BY_WEEKDAY:
            yield _nth_weekday(month, rule.ordinal or 1, day.weekday())
        elif day.day <= _days_in(month):
            yield month.replace(day=day.day)


def _ended_like(
    series: Series, rule: Rule, first: date, *, start: int, day: date, to: date
) -> Rule:
    """With the end of `series`: as many dates where it counts them, else its last day. Where the
    date moves by less than one interval, so may the end, for the last one to stay."""
    if series.rule.count is not None:
        return replace(rule, count=max(series.rule.count - start, 1))
    if series.rule.until is None:
        return rule
    reach = _last_reachable_day(series, day, to)
    last = max(takewhile(lambda d: d <= reach, rule.dates(first)), default=to)
    return replace(rule, until=max(series.rule.until, last, to))


def _last_reachable_day(series: Series, day: date, to: date) -> date:
    """The last day on which the date may be that the series' last one becomes."""
    last, shift = series.last or day, to - day
    if abs(shift.days) >= _DAYS[series.rule.frequency] * series.rule.interval:
        return series.rule.until or last
    if series.rule.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        return last + shift
    month = _months_later(last.replace(day=1), (to.year - day.year) * 12 + to.month - day.month)
    return month.replace(day=_days_in(month))


def _months_later(month: date, number: int) -> date:
    """The first of the month that comes `number` months after the first of `month`."""
    months = month.year * 12 + month.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def _nth_weekday(month: date, ordinal: int, weekday: int) -> date:
    days = _days_in(month)
    if ordinal == _LAST:
        last = month.replace(day=days)
        return last - timedelta(days=(last.weekday() - weekday) % _WEEK)
    return month + timedelta(days=(weekday - month.weekday()) % _WEEK + (ordinal - 1) * _WEEK)


def _days_in(day: date) -> int:
    return monthrange(day.year, day.month)[1]


_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShift:
    """One organisation's local start before and after; `earlier` by its own clock. `on`: the local
    date of the last change of clocks that made it."""

    organisation: Organisation
    before: str
    after: str
    earlier: bool
    on: date


def shifts_between(
    last: Occurrence, following: Occurrence, organisations: Iterable[Organisation]
) -> tuple[ClockShift, ...]:
    """Organisations with another local time at `following` than at `last`, by name. Both are of the
    same slot. An hour that is left out or comes twice on a date says nothing of later dates. So
    such a date counts by its zone's distance from the other, not by its clock."""
    found = []
    for organisation in organisations:
        zone = organisation.zone
        moved = _time_between(following.starts_at, zone, following.zone) - _time_between(
            last.starts_at, zone, last.zone
        )
        if moved:
            found.append(
                ClockShift(
                    organisation=organisation,
                    before=f"{to_wall(last.starts_at, zone):%H:%M}",
                    after=f"{to_wall(following.starts_at, zone):%H:%M}",
                    earlier=moved < timedelta(),
                    on=_changed_on(last.starts_at, following.starts_at, zone, following.zone),
                )
            )
    return tuple(sorted(found, key=lambda shift: shift.organisation.name))


def _time_between(at: datetime, zone: str, other: str) -> timedelta:
    """How much later clocks in `zone` show it than those in `other` at that moment."""
    return _utc_offset(at, zone) - _utc_offset(at, other)


def _changed_on(start: datetime, end: datetime, *zones: str) -> date:
    """The last local date between the two on which one of the zones changed its clocks."""
    last = start.date()
    for zone in zones:
        day = to_wall(start, zone).date()
        until = to_wall(end, zone).date()
        while day < until:
            day += _DAY
            if _at_noon(day - _DAY, zone) != _at_noon(day, zone):
                last = max(last, day)
    return last


def _at_noon(day: date, zone: str) -> timedelta:
    return _utc_offset(datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)), zone)


def _utc_offset(at: datetime, zone: str) -> timedelta:
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    if offset is None:
        raise ValueError(zone)
    return offset

"""How a series goes on when one of its dates is moved and all later ones follow.

The moved date keeps its place in the order of dates, and so do those before and after it.

Beside it: whose local time of a series shifts by a change of clocks. In the zone of the series two
occurrences at the same wall time are whole days apart; in another they are an hour more or less
apart if one of the two zones changed its clocks between.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import count, islice, takewhile

from dateutil.relativedelta import relativedelta

from bot.domain.errors import Refusal
from bot.domain.person import Organisation
from bot.domain.recurrence import (
    LAST,
    Frequency,
    Occurrence,
    Rule,
    Series,
    Slot,
    nth_weekday,
    ordinals_of,
)
from bot.domain.zones import resolve, to_wall

_DAY = timedelta(days=1)
_DAYS = {
    Frequency.DAILY: 1,
    Frequency.WEEKLY: 7,
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
        ordinals = ordinals_of(day)
        ordinal = LAST if ordinal == LAST and LAST in ordinals else ordinals[0]
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
    for months in count(rule.interval, rule.interval):
        then = day - relativedelta(months=months)
        if rule.frequency is Frequency.MONTHLY_BY_WEEKDAY:
            yield nth_weekday(then, day.weekday(), rule.ordinal or 1)
        elif then.day == day.day:
            yield then


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
    months = (to.year - day.year) * 12 + to.month - day.month
    return last + relativedelta(months=months, day=31)


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
    same slot.

    An hour that is left out or comes twice on a date says nothing of later dates. So such a date
    counts by its zone's distance from the other, not by its clock.
    """
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
    return to_wall(at, zone) - to_wall(at, other)


def _changed_on(start: datetime, end: datetime, *zones: str) -> date:
    """The last local date between the two on which one of the zones changed its clocks."""
    last = start.date()
    for zone in zones:
        day = to_wall(start, zone).date()
        until = to_wall(end, zone).date()
        while day < until:
            day += _DAY
            if _offset_at_noon(day - _DAY, zone) != _offset_at_noon(day, zone):
                last = max(last, day)
    return last


def _offset_at_noon(day: date, zone: str) -> timedelta:
    """How much later clocks in the zone show noon than those of UTC."""
    noon = datetime.combine(day, time(12))
    return noon - resolve(noon, zone).replace(tzinfo=None)

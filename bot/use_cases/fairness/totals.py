"""What past dialogues cost each organisation, summed by year; and a day as it passes for each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.domain import Act, Dialogue, Group, Organisation
from bot.domain.fairness import (
    QUARTER,
    Burden,
    Charge,
    Weights,
    burden_of_meeting,
    day_off,
    part_of_day,
)
from bot.domain.zones import start_of_day, to_wall
from bot.ports.unit_of_work import Holidays, UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.invited import invited_at_last, invited_organisations
from bot.use_cases.refusals import demand_right

MONTHS = 12
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One organisation's points by month of the group's calendar year, January first."""

    organisation: Organisation
    months: tuple[int, ...]
    dialogues: int
    """How many it was invited to that have taken place."""

    @property
    def total(self) -> int:
        return sum(self.months)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """`scores`: who paid most first; organisations that paid nothing yet too. `held`: dialogues
    that were charged. `years`: those in which anything was."""

    group: Group
    year: int
    scores: tuple[Score, ...]
    held: int
    years: tuple[int, ...]


def totals_of_year(group: Group, year: int | None, context: Context) -> Totals:
    """The score of a calendar year in the group's zone; None: this one. Made of the dialogues that
    the reader may see."""
    demand_right(context, Act.SEE_FAIRNESS, group)
    year = to_wall(context.now, group.zone).year if year is None else year
    charges = context.work.charges.of_year(context.reader, group.id, year)
    start = datetime(year, 1, 1, tzinfo=UTC) - _A_DAY
    end = datetime(year + 1, 1, 1, tzinfo=UTC) + _A_DAY
    held = context.work.dialogues.changed_between(context.reader, [group.id], start, end)
    months = {one.number: to_wall(one.starts_at, group.zone).month - 1 for one in held}
    paid: dict[int, list[int]] = {}
    invited_to: Counter[int] = Counter()
    for charge in charges:
        by_month = paid.setdefault(charge.organisation_id, [0] * MONTHS)
        by_month[months[charge.number]] += charge.points
        invited_to[charge.organisation_id] += 1
    here = {o.id for o in invited_organisations(group.default_audience, group, context)}
    scores = [
        Score(
            organisation=organisation,
            months=tuple(paid.get(organisation.id, [0] * MONTHS)),
            dialogues=invited_to[organisation.id],
        )
        for organisation in context.work.organisations.all()
        if organisation.id in here or organisation.id in paid
    ]
    scores.sort(key=lambda score: (-score.total, score.organisation.name))
    return Totals(
        group=group,
        year=year,
        scores=tuple(scores),
        held=len({charge.number for charge in charges}),
        years=context.work.charges.years_charged(context.reader, group.id),
    )


def burden_on(
    organisation: Organisation,
    starts_at: datetime,
    minutes: int,
    holidays: Holidays,
    weights: Weights,
) -> Burden:
    """What a meeting from `starts_at` (aware) costs whoever lives where the organisation is."""
    holiday_on = partial(holidays.on, organisation.country)
    return burden_of_meeting(
        starts_at, minutes, organisation.zone, holiday_on=holiday_on, weights=weights
    )


WITHIN = timedelta(days=30)
"""What ended longer ago is no longer charged: after so long an outage the chairs know best."""


def charge_past(context: Context, *, weights: Weights) -> int:
    """How many dialogues were charged; each is once, however often and by whomever this runs. A
    dialogue that costs nobody a point is charged with noughts, so that it is known as held."""
    work, now = context.work, context.now
    groups = {group.id: group for group in work.groups.all()}
    charged = 0
    for dialogue in work.charges.not_yet_charged(tuple(groups), now - WITHIN, now):
        charges = _charges_of(dialogue, groups[dialogue.group_id], work, weights)
        charged += work.charges.keep_charges(charges) > 0
    return charged


def _charges_of(
    dialogue: Dialogue, group: Group, work: UnitOfWork, weights: Weights
) -> tuple[Charge, ...]:
    return tuple(
        Charge(
            number=dialogue.number,
            organisation_id=organisation.id,
            group_id=group.id,
            year=to_wall(dialogue.starts_at, group.zone).year,
            points=burden_on(
                organisation, dialogue.starts_at, dialogue.minutes, work.holidays, weights
            ).points,
        )
        for organisation in invited_at_last(dialogue, work=work)
    )


_QUARTERS = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalHour:
    """An hour on an organisation's clock; `begins` and `lasts` in hours of the day looked at."""

    begins: float
    lasts: float
    hour: int
    part: str
    day_off: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDay:
    organisation: Organisation
    hours: tuple[LocalHour, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDay:
    """24 hours from `start` (aware), the beginning of `date` in `zone`."""

    date: date
    zone: str
    start: datetime
    local: tuple[LocalDay, ...]


def day_of(
    at: datetime, group: Group, organisations: Iterable[Organisation], holidays: Holidays
) -> GroupDay:
    """The day of the group's clock in which the aware `at` lies."""
    today = to_wall(at, group.zone).date()
    start = start_of_day(today, group.zone)
    by_clock = sorted(organisations, key=lambda one: (to_wall(at, one.zone), one.name))
    days = (LocalDay(organisation=one, hours=_hours_of(start, one, holidays)) for one in by_clock)
    return GroupDay(date=today, zone=group.zone, start=start, local=tuple(days))


def _hours_of(
    start: datetime, organisation: Organisation, holidays: Holidays
) -> tuple[LocalHour, ...]:
    holiday_on = partial(holidays.on, organisation.country)
    found: list[LocalHour] = []
    for index in range(_QUARTERS):
        local = to_wall(start + index * QUARTER, organisation.zone)
        begins = index * QUARTER / timedelta(hours=1)
        if found and found[-1].hour == local.hour:
            begins = found.pop().begins
        found.append(
            LocalHour(
                begins=begins,
                lasts=(index + 1) / 4 - begins,
                hour=local.hour,
                part=part_of_day(local.hour),
                day_off=day_off(local.date(), holiday_on(local.date())),
            )
        )
    return tuple(found)

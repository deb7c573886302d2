"""The silence procedure: when a proposal may end, and what has become of it by then."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from bot.domain import zones
from bot.domain.decision import Answer, DecisionStatus, Stance
from bot.domain.fairness import day_off
from bot.domain.organisation import Organisation

WORKING_DAYS = 2
"""Whole ones, everywhere, after the day on which it is proposed there."""
SHORTEST_HOURS = (72, 96, 120, 168, 336)
"""What a group can choose as the shortest time, in hours."""
MORE_DAYS = (1, 2, 3, 5, 7, 14)
"""By how many days a deadline can move where more time is needed."""

ANSWERS = (Stance.AGREE, Stance.COMMENT, Stance.ABSTAIN)
"""Stances that count where a group asks for answers; who needs time has not answered yet."""
CONSENTS = (Stance.AGREE, Stance.COMMENT)

KeepsHoliday = Callable[[str, date], str | None]
"""The public holiday that a country (ISO 3166-1 alpha-2) keeps on a local date; None: none."""

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def earliest_deadline(
    now: datetime, hours: int, organisations: Iterable[Organisation], holiday_on: KeepsHoliday
) -> datetime:
    """The first full minute that leaves `hours`, and each organisation two working days.

    `now` is aware; the days are those of each organisation's own zone and country.
    """
    ends = [_after_working_days(now, one, holiday_on) for one in organisations]
    earliest = max([now + timedelta(hours=hours), *ends])
    whole = earliest.replace(second=0, microsecond=0)
    return whole if whole == earliest else whole + _MINUTE


def _after_working_days(
    now: datetime, organisation: Organisation, holiday_on: KeepsHoliday
) -> datetime:
    """When the last of them has ended there."""
    day, left = zones.to_wall(now, organisation.zone).date(), WORKING_DAYS
    while left:
        day += _DAY
        left -= day_off(day, holiday_on(organisation.country, day)) is None
    return zones.end_of_day(day, organisation.zone)


def moved_deadline(closes_at: datetime, days: int, zone: str) -> datetime:
    """As many days later, at the same hour of the zone's clocks."""
    return zones.resolve(zones.to_wall(closes_at, zone) + timedelta(days=days), zone)


def outcome_of(answers: Iterable[Answer], least_answers: int) -> DecisionStatus:
    """Of a proposal whose deadline has come; nobody has objected until then."""
    answered = sum(answer.stance in ANSWERS for answer in answers)
    return DecisionStatus.AGREED if answered >= least_answers else DecisionStatus.LAPSED

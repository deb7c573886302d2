"""When a morning message is owed: nine o'clock on working days where its reader is."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.domain import Audience, MessageKind, Owed, Person, zones
from bot.domain.action_item import DUE_SOON_DAYS
from bot.domain.delivery import SubjectType
from bot.domain.fairness import HolidayOn, day_off
from bot.domain.person import MORNING_HOUR, HowOften, zone_of
from bot.ports.unit_of_work import Holidays, NoHolidays

HOUR, USELESS_FROM = time(MORNING_HOUR), time(18)
"""Local wall times: when the message comes unless its reader chose another hour, and when the day
is too old for it."""
WAKES, SLEEPS = time(7), time(22)
"""From the morning's hour to this one a person is told at once of what others did."""
HORIZON = timedelta(days=3)
"""How far ahead mornings are owed; from a Friday it reaches the Monday."""

_DAY = timedelta(days=1)
_NO_HOLIDAYS = NoHolidays()


def holidays_of(person: Person, holidays: Holidays) -> HolidayOn:
    """The public holidays that the person's organisation's country keeps; without one none."""
    country = person.organisation.country if person.organisation else ""
    return partial((holidays if country else _NO_HOLIDAYS).on, country)


def is_working_day(day: date, holiday_on: HolidayOn) -> bool:
    """Monday to Friday, public holidays excepted."""
    return day_off(day, holiday_on(day)) is None


def next_working_day(day: date, holiday_on: HolidayOn) -> date:
    """The first working day after `day`."""
    return next(d for d in _from(day, _DAY) if is_working_day(d, holiday_on))


def is_morning(day: date, person: Person, holidays: Holidays) -> bool:
    """A working day; for those who want one a week, the first of its week."""
    kept = holidays_of(person, holidays)
    if not is_working_day(day, kept):
        return False
    week = (day - _DAY * n for n in range(1, day.weekday() + 1))
    return person.rhythm is not HowOften.WEEKLY or not any(is_working_day(d, kept) for d in week)


def next_morning(day: date, person: Person, holidays: Holidays) -> date:
    """The day after `day` on which the person hears next."""
    return next(d for d in _from(day, _DAY) if is_morning(d, person, holidays))


def _from(day: date, step: timedelta) -> Iterator[date]:
    while True:
        day += step
        yield day


def soon_after(day: date, person: Person, holidays: Holidays) -> date:
    """Actions due up to this day are in the morning of `day`: three days on, or a week's."""
    soon = day + DUE_SOON_DAYS * _DAY
    if person.rhythm is not HowOften.WEEKLY:
        return soon
    return max(soon, next_morning(day, person, holidays))


def last_day_asked(day: date, person: Person, holidays: Holidays) -> date:
    """Dialogues up to the end of this local day are asked about in the morning of `day`. That is
    two days ahead; a day off has no morning, so Friday asks for what Saturday's and Sunday's would
    have asked."""
    return next_morning(day, person, holidays) + _DAY


def asked_until(day: date, person: Person, holidays: Holidays) -> datetime:
    """The end of that local day."""
    return zones.end_of_day(last_day_asked(day, person, holidays), zone_of(person))


def owed_mornings(
    person: Person, now: datetime, horizon: timedelta = HORIZON, holidays: Holidays = _NO_HOLIDAYS
) -> Iterator[Owed]:
    """The morning messages that fall due from `now` (aware) up to `now + horizon`, in order.
    Whether there is anything to say is another question."""
    zone = zone_of(person)
    day = zones.to_wall(now, zone).date()
    last = zones.to_wall(now + horizon, zone).date()
    while day <= last:
        owed = owed_morning(person, day, holidays)
        if owed is not None and now <= owed.due_at <= now + horizon:
            yield owed
        day += _DAY


def owed_morning(person: Person, day: date, holidays: Holidays = _NO_HOLIDAYS) -> Owed | None:
    """What is owed to the person for one local date; None on days off, on days that a zone skips
    and on those for which the person wants none. The message is for one reader, whose rights are
    asked when it is written, so its own audience is the widest."""
    zone = zone_of(person)
    due_at = zones.resolve(datetime.combine(day, time(person.morning_hour)), zone)
    wanted = person.rhythm is not HowOften.OFF and is_morning(day, person, holidays)
    if not wanted or zones.to_wall(due_at, zone).date() != day:
        return None
    ends_at = zones.resolve(datetime.combine(day, USELESS_FROM), zone)
    return Owed(
        kind=MessageKind.MORNING,
        subject_type=SubjectType.MORNING,
        subject_id=person.user_id,
        occurrence=day.isoformat(),
        recipient=person.user_id,
        due_at=due_at,
        useful_until=MessageKind.MORNING.useful_until(due_at, due_at, ends_at),
        audience=Audience.NETWORK,
    )


def civil_hour(person: Person, at: datetime) -> datetime:
    """`at` itself between 7 and 22 o'clock where the person is, on any day; else the next 7:00."""
    zone = zone_of(person)
    wall = zones.to_wall(at, zone)
    if WAKES <= wall.time() < SLEEPS:
        return at
    day = wall.date() if wall.time() < WAKES else wall.date() + _DAY
    return zones.resolve(datetime.combine(day, WAKES), zone)


def civil_moment(person: Person, at: datetime, holidays: Holidays) -> datetime:
    """`at` itself between 9 and 22 o'clock of the person's working day; else their next morning."""
    zone, kept = zone_of(person), holidays_of(person, holidays)
    wall = zones.to_wall(at, zone)
    day, working = wall.date(), is_working_day(wall.date(), kept)
    if working and HOUR <= wall.time() < SLEEPS:
        return at
    if not working or wall.time() >= SLEEPS:
        day = next_working_day(day, kept)
    return zones.resolve(datetime.combine(day, HOUR), zone)

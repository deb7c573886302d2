"""Days that go together, and the days of feasts."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from bot.dates.tables.values import Period

_DAY = timedelta(days=1)


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + (nth - 1) * 7)


def _after_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


_FEASTS: dict[str, Callable[[int], date]] = {
    "Christmas": lambda y: date(y, 12, 25),
    "Christmas Eve": lambda y: date(y, 12, 24),
    "Boxing Day": lambda y: date(y, 12, 26),
    "New Year": lambda y: date(y, 1, 1),
    "New Year's Eve": lambda y: date(y, 12, 31),
    "Easter": easter,
    "Easter Monday": _after_easter(1),
    "Good Friday": _after_easter(-2),
    "Maundy Thursday": _after_easter(-3),
    "Palm Sunday": _after_easter(-7),
    "Ash Wednesday": _after_easter(-46),
    "Ascension Day": _after_easter(39),
    "Pentecost": _after_easter(49),
    "Whit Monday": _after_easter(50),
    "Thanksgiving": lambda y: _nth(y, 11, 3, 4),
    "Black Friday": lambda y: _nth(y, 11, 3, 4) + _DAY,
    "Cyber Monday": lambda y: _nth(y, 11, 3, 4) + 4 * _DAY,
    "Halloween": lambda y: date(y, 10, 31),
    "Valentine's Day": lambda y: date(y, 2, 14),
    "May Day": lambda y: date(y, 5, 1),
    "Bastille Day": lambda y: date(y, 7, 14),
    "St Patrick's Day": lambda y: date(y, 3, 17),
}


def feast(name: str, year: int) -> date:
    """The day of a feast in a year, as the western churches and most states count it."""
    return _FEASTS[name](year)


def ahead_or_later(on: Callable[[int], date], today: date) -> tuple[date, date]:
    """The next day of a kind that comes once a year, and that of this year."""
    this = on(today.year)
    return (this if this >= today else on(today.year + 1)), this


def period_days(period: Period, today: date, day: date | None = None) -> tuple[date, date]:
    """The first and the last day of a period, both with; those of a week are Monday to Sunday.

    `day`: one of the days of "week of 8 February". Without a year it is the next that has not
    ended by `today`.
    """
    ahead = period.ahead or 0
    match period.kind:
        case "day":
            return today + ahead * _DAY, today + ahead * _DAY
        case "week":
            day = day or today + timedelta(weeks=ahead)
            monday = day - timedelta(days=day.weekday())
            return monday, monday + 6 * _DAY
        case "weekend":
            saturday = today + timedelta(days=5 - today.weekday(), weeks=ahead)
            return saturday, saturday + _DAY
        case "year":
            year = period.year or today.year + ahead
            return date(year, 1, 1), date(year, 12, 31)
        case "quarter":
            return _months(period, today, 3, (period.month or 0) * 3 - 2)
    first, last = _months(period, today, 1, period.month or 0)
    thirds = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}
    if period.kind in thirds:
        begins, ends = thirds[period.kind]
        return first.replace(day=begins), first.replace(day=ends)
    return first, last


def _months(period: Period, today: date, length: int, month: int) -> tuple[date, date]:
    """`month` is its first month; below 1 it is counted from the one that is now."""
    if month < 1:
        now = (today.month - 1) // length * length + (period.ahead or 0) * length
        year, month = today.year + now // 12, now % 12 + 1
    elif period.year is not None:
        year = period.year
    else:
        year = today.year if month + length - 1 >= today.month else today.year + 1
    final = month + length - 1
    return date(year, month, 1), date(year, final, monthrange(year, final)[1])


def likely_days(period: Period, first: date, last: date, today: date) -> tuple[date, ...]:
    """The days that "by" such a period can mean, the likeliest first, none of them past."""
    friday = first + 4 * _DAY
    days = {
        "week": (first, friday) if period.day is not None else (friday, first),
        "weekend": (first - _DAY, last),
        "early": (first + 4 * _DAY, last),
        "mid": (first + 4 * _DAY, last),
        "late": (first + 4 * _DAY, last),
        "month": (last, first),
        "quarter": (last, first),
        "year": (first - _DAY, last),
        "day": (first,),
    }[period.kind]
    return tuple(day for day in dict.fromkeys(days) if day >= today) or (last,)

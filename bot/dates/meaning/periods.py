"""Days that go together, and the days of feasts."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.dates.answers import refusal, refused
from bot.dates.meaning.combined import Checked
from bot.dates.meaning.counting import DAY, WEEK, Days, NotOneDay, Today, just_past
from bot.dates.meaning.days import CalendarDay, Day, WeekdayName
from bot.languages import N_, _

_NAME_ONE = N_("Please name one day, for example “Friday” or “12 Dec”.")
_MOST_DAYS = 7
_MOST_WEEKS = 53
_PARTS = {
    "early": (1, 10), "mid": (11, 20), "half 1": (1, 15), "week 1": (1, 7), "week 2": (8, 14),
    "week 3": (15, 21), "week 4": (22, 28), "week -1": (-6, 31), "half 2": (16, 31),
    "late": (21, 31),
}  # fmt: skip
"""The days of a month that each part of it has; below 1 they count from its last day."""
_WEEK_PARTS = {"early week": (0, 1), "mid week": (1, 3), "late week": (3, 4)}


@dataclass(frozen=True, slots=True)
class Period(Day):
    """ "next week", "mid January", "Q1": days that go together; none of them is named. `ahead`
    counts from the one that is now; without it and a year it is the next that has not ended. `day`
    is one of the days of "week of 8 February"."""

    kind: str
    month: int | None = None
    year: int | None = None
    ahead: int | None = None
    day: Day | None = None

    @property
    def comes_each_year(self) -> bool:
        """Whether it is one of each year, as "January" and "Q1" are."""
        return self.year is None and self.ahead is None and self.day is None

    def span(self, today: Today) -> tuple[date, date]:
        """The first and the last day, both with; those of a week are Monday to Sunday."""
        now, ahead = today.day, self.ahead or 0
        match self.kind:
            case "that week":
                unknown = _("I don't know which week “that week” is.")
                raise refused(f"{unknown} {_(_NAME_ONE)}")
            case "day":
                return now + ahead * DAY, now + ahead * DAY
            case "week":
                day = self.day.days(today).days[0] if self.day else now + ahead * WEEK
                monday = day - timedelta(days=day.weekday())
                return monday, monday + 6 * DAY
            case "early week" | "mid week" | "late week":
                monday = now - timedelta(days=now.weekday()) + ahead * WEEK
                begins, ends = _WEEK_PARTS[self.kind]
                return monday + begins * DAY, monday + ends * DAY
            case "week ending" if self.day:
                last = self.day.days(today).days[0]
                return last - timedelta(days=last.weekday()), last
            case "weekend":
                saturday = now + timedelta(days=5 - now.weekday(), weeks=ahead)
                return saturday, saturday + DAY
            case "year":
                year = self.year or now.year + ahead
                return date(year, 1, 1), date(year, 12, 31)
            case "quarter":
                return self._months(now, 3, (self.month or 0) * 3 - 2)
            case "numbered week":
                return self._numbered(now)
        first, last = self._months(now, 1, self.month or 0)
        begins, ends = _PARTS.get(self.kind, (1, 31))
        begins += last.day if begins < 1 else 0
        return first.replace(day=begins), first.replace(day=min(ends, last.day))

    def _numbered(self, today: date) -> tuple[date, date]:
        """The week of that number, as ISO 8601 counts them: the next that has not ended."""
        for year in (self.year,) if self.year else (today.year, today.year + 1):
            try:
                monday = date.fromisocalendar(year, self.month or 0, 1)
            except ValueError:
                continue
            if self.year or monday + 6 * DAY >= today:
                return monday, monday + 6 * DAY
        raise NotOneDay(_(_NAME_ONE))

    def covers(self, day: date, today: Today) -> bool:
        first, last = self.span(today)
        return first <= day <= last

    def _months(self, today: date, length: int, month: int) -> tuple[date, date]:
        """`month` is its first month; below 1 it is counted from the one that is now."""
        if month < 1:
            now = (today.month - 1) // length * length + (self.ahead or 0) * length
            year, month = today.year + now // 12, now % 12 + 1
        elif self.year is not None:
            year = self.year
        else:
            year = today.year if month + length - 1 >= today.month else today.year + 1
        final = month + length - 1
        return date(year, month, 1), date(year, final, monthrange(year, final)[1])

    def days(self, today: Today) -> Days:
        first, last = self.span(today)
        if last < today.day:
            raise refusal("That is in the past. Please choose a date that is still ahead.")
        in_week = self.kind in _WEEK_PARTS
        if in_week or (today.timed and self.kind in ("week", "weekend")):
            number = 5 if self.kind == "week" else (last - first).days + 1
            likely = tuple(first + n * DAY for n in range(number))
            likely = likely[::-1] if in_week and not (today.timed or today.for_moment) else likely
        elif (today.timed or today.for_moment) and self.kind != "day":
            raise NotOneDay(_(_NAME_ONE))
        else:
            likely = self._likely(first, last)
        days = tuple(day for day in dict.fromkeys(likely) if day >= today.day) or (last,)
        return Days(days, _("These words name no one day."), ask=True)

    def _likely(self, first: date, last: date) -> tuple[date, ...]:
        """The days that "by" such a period can mean, the likeliest first."""
        friday = first + 4 * DAY
        match self.kind:
            case "week":
                return (first, friday) if self.day is not None else (friday, first)
            case "week ending":
                return (last,)
            case "weekend" | "year":
                return first - DAY, last
            case "early" | "mid" | "late":
                return friday, last
        return last, first


@dataclass(frozen=True, slots=True)
class Edge(Day):
    """Only in a search: the last day before a day or a period, or the first one after it."""

    day: Day
    before: bool


def _named(said: Day, today: Today, end: int) -> date:
    """One end of a range, 0 or 1; Stopped where its weekday is not that of its date."""
    if isinstance(said, Period):
        return said.span(today)[end]
    found = said.days(today)
    if isinstance(said, Checked) and len(found.days) > 1:
        raise refused(f"{found.why} {_('Please correct one of the two.')}")
    return found.days[0]


@dataclass(frozen=True, slots=True)
class EndOf(Day):
    """ "end of January": the last day of a period."""

    period: Period

    def days(self, today: Today) -> Days:
        last = self.period.span(today)[1]
        if self.period.kind == "week":
            why = _("A week can end on Friday or on Sunday.")
            return Days((last - 2 * DAY, last), why, ask=True)
        gone = ""
        if self.period.year is None and self.period.ahead is None:
            gone = just_past(replace(self.period, year=last.year - 1).span(today)[1], today.day)
        ask = bool(gone) or self.period.kind in ("early", "mid", "late")
        return Days((last,), gone, ask=ask)


@dataclass(frozen=True, slots=True)
class DayRange(Day):
    """ "11 to 22 January": from one day to another, both with. For a search, `first` may be a
    number of the same month, or not said."""

    first: Day | int | None
    last: Day

    def span(self, today: Today) -> tuple[date, date]:
        """The first and the last day; one without a year follows the other."""
        last = _named(self.last, today, 1)
        if not isinstance(self.first, Day):
            raise TypeError("only a search knows where it begins")
        first = _named(self.first, today, 0)
        if isinstance(self.first, CalendarDay) and self.first.year is None and first > last:
            first = first.replace(year=last.year - (first.month > last.month))
        if isinstance(self.last, WeekdayName) and last < first:
            last += WEEK
        return first, last

    def days(self, today: Today) -> Days:
        first, last = self.span(today)
        number = (last - first).days + 1
        if not 1 <= number <= _MOST_DAYS:
            raise NotOneDay(_(_NAME_ONE))
        several = tuple(first + n * DAY for n in range(number))
        return Days(several, _("These are several days."), True)


def nth_part(nth: int, part: str, month: int, year: int | None) -> Day | None:
    """ "first week of February", "second half of January": None for what no month has."""
    kind = f"{part} {nth}"
    return Period(kind, month, year) if kind in _PARTS else None


@dataclass(frozen=True, slots=True)
class Within(Day):
    """ "Wednesday in week 6": each such weekday of a week or a month."""

    period: Period
    weekday: int

    def days(self, today: Today) -> Days:
        first, last = self.period.span(today)
        away = (self.weekday - first.weekday()) % 7
        several = tuple(first + n * DAY for n in range(away, (last - first).days + 1, 7))
        return Days(several, _("These words name no one day."), ask=len(several) > 1, keep=5)


def week_number(week: int, year: int | None) -> Day | None:
    """ "week 6": None for what no month or year has."""
    return Period("numbered week", week, year) if 1 <= week <= _MOST_WEEKS else None

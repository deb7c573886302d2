"""A rhythm: how often a series comes and on which days, and what named days make of one.

Named days are a rhythm too: "Tuesday and Thursday" that of a week, "2nd Tuesday" of a month.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.dates.meaning.days import CalendarDay, Day, NthWeekday
from bot.dates.meaning.hours import Unread, unread
from bot.domain.recurrence import LAST, WORKING_WEEK, ordinals_of
from bot.domain.recurrence_words import ordinal, spell_nth_weekdays
from bot.domain.wording import listed, spell_weekday
from bot.languages import ENGLISH, N_, _, speaking

Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `every` days, weeks or months.

    `weekdays` count from Monday = 0; with `ordinals` (1 to 4, or -1 for the last) they are those
    weekdays of the month. `days` are days of the month. What was not said is empty. `again`: the
    words alone say that it comes again, as "Tuesdays" do. `also`: other weekdays of the same month.
    """

    unit: Unit
    every: int = 1
    weekdays: tuple[int, ...] = ()
    ordinals: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    again: bool = field(default=False, compare=False)
    also: "Rhythm | None" = None

    @property
    def says_which_day(self) -> bool:
        """Whether all dates follow from one of them."""
        if self.unit == "month":
            return bool(self.days or self.ordinals)
        return self.unit == "day" or bool(self.weekdays)

    @property
    def several(self) -> bool:
        """Whether it comes on more than one day of its week or month."""
        number = len(self.weekdays) * max(len(self.ordinals), 1)
        return max(number, len(self.days)) > 1 or self.also is not None

    def fits(self, day: date) -> bool:
        """Whether `day` can be one of its dates."""
        if self.also is not None and self.also.fits(day):
            return True
        if self.days:
            return day.day in self.days
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        return not self.ordinals or not set(self.ordinals).isdisjoint(ordinals_of(day))


@dataclass(frozen=True, slots=True)
class Rhythms:
    """Words that can say several rhythms: `why` says so, `ways` are the rhythms."""

    why: str
    ways: tuple[Rhythm, ...]


How = Rhythm | Rhythms | Unread


@speaking(ENGLISH)
def phrase(rhythm: Rhythm) -> str:
    """ "every 2 weeks on Tuesday", "every month on the last Friday": the table reads it back."""
    often = f"every {rhythm.every} {rhythm.unit}s" if rhythm.every > 1 else f"every {rhythm.unit}"
    days = days_phrase(rhythm)
    return f"{often} on {days}" if days else often


@speaking(ENGLISH)
def days_phrase(rhythm: Rhythm) -> str:
    """ "Tuesday", "the last Friday", "the 15th": which days it names; "" for none."""
    if rhythm.days:
        return f"the {listed([ordinal(day) for day in rhythm.days])}"
    weekdays = [spell_weekday(day) for day in rhythm.weekdays]
    if rhythm.ordinals:
        nths = spell_nth_weekdays(rhythm.ordinals, weekdays)
        return f"{nths} and {days_phrase(rhythm.also)}" if rhythm.also else nths
    return "weekdays" if rhythm.weekdays == WORKING_WEEK else listed(weekdays)


def rhythms_on(rhythm: Rhythm, day: date) -> tuple[Rhythm, ...]:
    """The rhythms of the same unit and distance on which `day` falls."""
    if rhythm.unit == "day":
        return (Rhythm("day", rhythm.every),)
    if rhythm.unit == "week":
        return (Rhythm("week", rhythm.every, (day.weekday(),)),)
    by_weekday = [
        Rhythm("month", rhythm.every, (day.weekday(),), (nth,)) for nth in ordinals_of(day)
    ]
    return (Rhythm("month", rhythm.every, days=(day.day,)), *by_weekday)


TOO_SHORT = Unread(N_("A dialogue can come once a day at most. Please write “every day”."))
NO_TIME_OF_DAY = Unread(
    N_("Please name the day and the time instead, for example “every day at 09:00”.")
)
ONE_DAY = Unread(
    N_("One series has one day of the month, 1st to 4th or last of a weekday, or a date.")
)
TWO: dict[str, Unit] = {
    "biweekly": "week", "bi-weekly": "week", "bimonthly": "month", "bi-monthly": "month",
}  # fmt: skip

_NO_RHYTHM = N_("That is no rhythm of a series. Please write “{one}” or “{two}”.")
NO_RHYTHM = unread(_NO_RHYTHM, one="every week on Tuesday", two="every 2 weeks on Tuesday")
_TWICE: dict[Unit, str] = {
    "week": N_("“{typed}” can mean twice a week or every two weeks. Twice would be two series."),
    "month": N_("“{typed}” can mean twice a month or every two months. Twice would be two series."),
}
_SEVERAL = N_(
    "That is more than one series. Please schedule each of them, such as “{example}”, or name"
    " the days, such as “every Monday and Thursday”."
)


def named(days: Rhythm, every: int = 1) -> How:
    """The days that were named, as a rhythm, or the words that say why they make none."""
    if days.unit == "week":
        return Rhythm("week", every, tuple(sorted(set(days.weekdays))))
    numbers = tuple(dict.fromkeys(days.ordinals))
    also = named(days.also) if days.also else None
    if also is not None and not isinstance(also, Rhythm):
        return also
    if numbers and max(numbers) > 4:
        number = next(n for n in numbers if n > 4)
        name = spell_weekday(days.weekdays[0])
        return unread(
            N_(
                "Not every month has a {nth} {weekday}. Please take the 4th, or the last:"
                " “{example}”."
            ),
            nth=ordinal(number),
            weekday=name,
            example=phrase(Rhythm("month", every, days.weekdays[:1], (LAST,))),
        )
    if LAST in days.days:
        return unread(
            N_(
                "Months end on different days. Please take the last of a weekday, for example"
                " “{example}”, or a date such as the 28th."
            ),
            example=phrase(Rhythm("month", every, (4,), (LAST,))),
        )
    wrong = next((n for n in days.days if not 1 <= n <= 31), None)
    if wrong is not None:
        return unread(
            N_("No month has a {nth}; days go from the 1st to the 31st."), nth=ordinal(wrong)
        )
    dates = tuple(sorted(set(days.days)))
    return replace(days, every=every, ordinals=numbers, days=dates, again=False, also=also)


def together(often: Rhythm, days: Rhythm) -> How | None:
    """How often, and on which days: "every 2 weeks on Tuesday"."""
    if often.unit == days.unit:
        return named(days, often.every)
    if not days.ordinals:
        return None
    # "every 2 weeks on the 2nd Tuesday": two ways of counting that do not go together
    weekday, number = days.weekdays[:1], days.ordinals[0]
    other = phrase(Rhythm("month", 1, weekday, (number if number <= 4 else LAST,)))
    return unread(
        N_("“{one}” and “{two}” do not go together. Please write “{mine}” or “{other}”."),
        one=phrase(often),
        two=days_phrase(Rhythm("month", 1, weekday, (number,))),
        mine=phrase(Rhythm(often.unit, often.every, weekday if often.unit == "week" else ())),
        other=other,
    )


def every_nth(days: Rhythm) -> How | None:
    """ "every second Tuesday" is not plain: in weeks, or in each month? "every 15th" is."""
    several = len(days.ordinals) > 1 or days.also
    if not days.ordinals or days.ordinals[0] in (1, LAST) or several:
        return named(days)
    number, weekday = days.ordinals[0], days.weekdays[:1]
    by_weeks, by_month = Rhythm("week", number, weekday), Rhythm("month", 1, weekday, (number,))
    if number > 4:
        return unread(
            N_(
                "Not every month has a {nth} {weekday}. If you count weeks, please write"
                " “{example}”."
            ),
            nth=ordinal(number),
            weekday=spell_weekday(weekday[0]),
            example=phrase(by_weeks),
        )
    why = _(
        "“{typed}” can be counted in weeks or within each month.",
        typed=f"every {days_phrase(by_month).removeprefix('the ')}",
    )
    return Rhythms(why, (by_weeks, by_month))


def span(first: int, last: int) -> Rhythm:
    """The days of a week from one to another, both with."""
    return Rhythm("week", 1, tuple((first + days) % 7 for days in range((last - first) % 7 + 1)))


def several(number: int, often: Rhythm) -> How | None:
    """ "twice a week" is more than one series."""
    if number < 2:
        return None
    example = f"every {often.unit}" + (" on Tuesday" if often.unit == "week" else "")
    return unread(_SEVERAL, example=example)


def two(word: str, days: Rhythm | None = None) -> How | None:
    """ "biweekly" can be twice a week or every two weeks."""
    unit = TWO[word]
    how: How | None = Rhythm(unit, 2)
    if days is not None:
        how = named(days, 2) if days.unit == unit else None
    return Rhythms(_(_TWICE[unit], typed=word), (how,)) if isinstance(how, Rhythm) else how


def on_both(weekday: int, number: int) -> How:
    """ "every Friday the 13th": a series has one of the two."""
    one, two = Rhythm("week", 1, (weekday,)), Rhythm("month", days=(number,))
    return unread(_NO_RHYTHM, one=phrase(one), two=phrase(two))


def on_day_of_year(day: Day) -> tuple[Rhythm, Day] | None:
    """ "every year on 12 Dec": a rhythm of twelve months, and its first date."""
    if isinstance(day, CalendarDay):
        return Rhythm("month", 12, days=(day.day,)), day
    if isinstance(day, NthWeekday) and day.nth <= 4:
        return Rhythm("month", 12, (day.weekday,), (day.nth,)), day
    return None

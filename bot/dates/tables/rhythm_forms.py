"""Turns the named days into a rhythm, or into the words that say why they make none.

Named days are a rhythm too: "Tuesday and Thursday" that of a week, "2nd Tuesday" of a month.
"""

from dataclasses import replace

from bot.dates.meaning.counting import typed_weekday
from bot.dates.meaning.days import CalendarDay, Day, NthWeekday
from bot.dates.meaning.hours import Unread, unread
from bot.dates.tables.rhythm import LAST, How, Rhythm, Rhythms, Unit, ordinal, phrase
from bot.domain.recurrence_words import ordinal as spell_ordinal
from bot.domain.wording import spell_weekday
from bot.languages import N_, _

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
        last = phrase(Rhythm("month", every, days.weekdays[:1], (LAST,)))
        return unread(
            N_(
                "Not every month has a {nth} {weekday}. Please take the 4th, or the last:"
                " “{example}”."
            ),
            nth=spell_ordinal(number),
            weekday=name,
            example=last,
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
            N_("No month has a {nth}; days go from the 1st to the 31st."), nth=spell_ordinal(wrong)
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
    mine = phrase(Rhythm(often.unit, often.every, weekday if often.unit == "week" else ()))
    return unread(
        N_("“{one}” and “{two}” do not go together. Please write “{mine}” or “{other}”."),
        one=phrase(often),
        two=f"the {ordinal(number)} {typed_weekday(weekday[0])}",
        mine=mine,
        other=other,
    )


def every_nth(days: Rhythm) -> How | None:
    """ "every second Tuesday" is not plain: in weeks, or in each month? "every 15th" is."""
    several = len(days.ordinals) > 1 or days.also
    if not days.ordinals or days.ordinals[0] in (1, LAST) or several:
        return named(days)
    number, weekday = days.ordinals[0], days.weekdays[:1]
    by_weeks = Rhythm("week", number, weekday)
    if number > 4:
        return unread(
            N_(
                "Not every month has a {nth} {weekday}. If you count weeks, please write"
                " “{example}”."
            ),
            nth=spell_ordinal(number),
            weekday=spell_weekday(weekday[0]),
            example=phrase(by_weeks),
        )
    why = _(
        "“{typed}” can be counted in weeks or within each month.",
        typed=f"every {ordinal(number)} {typed_weekday(weekday[0])}",
    )
    return Rhythms(why, (by_weeks, Rhythm("month", 1, weekday, (number,))))


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
    return unread(
        N_("That is no rhythm of a series. Please write “{one}” or “{two}”."),
        one=phrase(Rhythm("week", 1, (weekday,))),
        two=phrase(Rhythm("month", days=(number,))),
    )


def on_day_of_year(day: Day) -> tuple[Rhythm, Day] | None:
    """ "every year on 12 Dec": a rhythm of twelve months, and its first date."""
    if isinstance(day, CalendarDay):
        return Rhythm("month", 12, days=(day.day,)), day
    if isinstance(day, NthWeekday) and day.nth <= 4:
        return Rhythm("month", 12, (day.weekday,), (day.nth,)), day
    return None

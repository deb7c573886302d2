"""Turns the named days into a rhythm, or into the words that say why they make none."""

from bot.dates.tables.rhythm import (
    LAST,
    How,
    NoRhythm,
    Rhythm,
    Rhythms,
    Unit,
    ordinal,
    phrase,
)
from bot.dates.tables.series_values import MonthDays, NamedDays, Start
from bot.dates.tables.values import CalendarDay, Day, NthWeekday
from bot.domain.wording import spell_weekday

TOO_SHORT = NoRhythm("A dialogue can come once a day at most. Please write “every day”.")


NO_TIME_OF_DAY = NoRhythm(
    "Please name the day and the time instead, for example “every day at 09:00”."
)


ONE_DAY = "One series has one day of the month, 1st to 4th or last of a weekday, or a date."


TWO: dict[str, Unit] = {
    "biweekly": "week", "bi-weekly": "week", "bimonthly": "month", "bi-monthly": "month",
}  # fmt: skip


def weekly(named: NamedDays, every: int) -> How:
    return Rhythm("week", every, weekdays=tuple(sorted(set(named.weekdays))))


def monthly(named: MonthDays, every: int) -> How:
    """The days of a month as a rhythm, or the words that say why they make none."""
    numbers = tuple(dict.fromkeys(named.ordinals))
    if named.weekdays:
        number = next((n for n in numbers if n > 4), None)
        if number is None:
            return Rhythm("month", every, weekdays=named.weekdays, ordinals=numbers)
        name = spell_weekday(named.weekdays[0])
        last = phrase(Rhythm("month", every, named.weekdays[:1], (LAST,)))
        return NoRhythm(
            f"Not every month has a {ordinal(number)} {name}. Please take the 4th, or the last:"
            f" “{last}”."
        )
    if LAST in numbers:
        return NoRhythm(
            "Months end on different days. Please take the last of a weekday, for example"
            f" “{phrase(Rhythm('month', every, (4,), (LAST,)))}”, or a date such as the 28th."
        )
    wrong = next((n for n in numbers if not 1 <= n <= 31), None)
    if wrong is not None:
        return NoRhythm(f"No month has a {ordinal(wrong)}; days go from the 1st to the 31st.")
    return Rhythm("month", every, days=tuple(sorted(numbers)))


def _within_month(often: Rhythm, named: MonthDays) -> How:
    """ "every 2 weeks on the 2nd Tuesday": two ways of counting that do not go together."""
    weekday, number = named.weekdays[:1], named.ordinals[0]
    other = phrase(Rhythm("month", 1, weekday, (number if number <= 4 else LAST,)))
    mine = phrase(Rhythm(often.unit, often.every, weekday if often.unit == "week" else ()))
    return NoRhythm(
        f"“{phrase(often)}” and “the {ordinal(number)} {spell_weekday(weekday[0])}” do not go"
        f" together. Please write “{mine}” or “{other}”."
    )


def with_month_days(often: Rhythm, named: MonthDays) -> How | None:
    if often.unit == "month":
        return monthly(named, often.every)
    return _within_month(often, named) if named.weekdays else None


def with_weekdays(often: Rhythm, named: NamedDays) -> How | None:
    return weekly(named, often.every) if often.unit == "week" else None


def every_nth(named: MonthDays) -> How | None:
    """ "every second Tuesday" is not plain: in weeks, or in each month? "every 15th" is."""
    if not named.weekdays or named.ordinals[0] in (1, LAST) or len(named.ordinals) > 1:
        return monthly(named, 1)
    number, day = named.ordinals[0], named.weekdays[:1]
    by_weeks = Rhythm("week", number, weekdays=day)
    name = spell_weekday(day[0])
    if number > 4:
        return NoRhythm(
            f"Not every month has a {ordinal(number)} {name}. If you count weeks, please write"
            f" “{phrase(by_weeks)}”."
        )
    why = f"“every {ordinal(number)} {name}” can be counted in weeks or within each month."
    return Rhythms(why, (by_weeks, Rhythm("month", 1, day, (number,))))


def span(first: int, last: int) -> tuple[int, ...]:
    """The days of a week from one to another, both with."""
    return tuple((first + days) % 7 for days in range((last - first) % 7 + 1))


def several(number: int, unit: tuple[Unit, int]) -> How | None:
    if number < 2:
        return None
    example = f"every {unit[0]}" + (" on Tuesday" if unit[0] == "week" else "")
    return NoRhythm(
        f"That is several a {unit[0]}. Please schedule a series for each, such as “{example}”,"
        " or name the days, such as “every Monday and Thursday”."
    )


def two(word: str, named: NamedDays | MonthDays | None = None) -> How | None:
    unit = TWO[word]
    how: How | None = Rhythm(unit, 2)
    if isinstance(named, NamedDays):
        how = weekly(named, 2) if unit == "week" else None
    elif named is not None:
        how = monthly(named, 2) if unit == "month" else None
    why = f"“{word}” can mean twice a {unit} or every two {unit}s. Twice would be two series."
    return Rhythms(why, (how,)) if isinstance(how, Rhythm) else how


def on_day_of_year(day: Day) -> tuple[Rhythm, Start] | None:
    """ "every year on 12 Dec": a rhythm of twelve months, and its first date."""
    if isinstance(day, CalendarDay):
        return Rhythm("month", 12, days=(day.day,)), Start(day)
    if isinstance(day, NthWeekday) and day.nth <= 4:
        return Rhythm("month", 12, (day.weekday,), (day.nth,)), Start(day)
    return None

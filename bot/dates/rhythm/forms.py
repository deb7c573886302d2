"""Turns the named days into a rhythm, or into the words that say why they make none."""

from bot.dates.rhythm.days import MonthDays, NamedDays
from bot.dates.rhythm.rhythm import LAST, How, NoRhythm, Rhythm, ordinal, phrase
from bot.domain.wording import listed, spell_weekday

TOO_SHORT = NoRhythm("A dialogue can come once a day at most. Please write “every day”.")
NO_YEARS = NoRhythm(
    "I plan series by days, weeks and months. For once a year, please write “every 12 months” with"
    " the day, for example “every 12 months on the 2nd Tuesday”."
)
ONE_DAY = "Each series has one day. Please schedule a series for each of them, for example"
WEEKEND = NoRhythm(f"A weekend is two days. {ONE_DAY} “every Saturday”.")
WORKING = NoRhythm(
    f"Working days are several days a week. {ONE_DAY} “every Monday” and “every Tuesday”."
)
NO_TIME_OF_DAY = NoRhythm(
    "Please name the day and the time instead, for example “every day at 09:00”."
)


def weekly(named: NamedDays, every: int) -> How:
    if len(named.weekdays) > 1:
        names = [spell_weekday(day) for day in named.weekdays]
        ways = [f"“{phrase(Rhythm('week', every, weekday=day))}”" for day in named.weekdays[:3]]
        return NoRhythm(
            f"{listed(names)} are {len(names)} series. Please schedule each of them:"
            f" {', '.join(ways)}{' and so on' if len(names) > len(ways) else ''}."
        )
    return Rhythm("week", every, weekday=named.weekdays[0])


def within_month(named: MonthDays, often: Rhythm) -> NoRhythm:
    """ "every 2 weeks on the 2nd Tuesday": two ways of counting that do not go together."""
    weekday, number = named.weekdays[0], named.ordinals[0]
    other = phrase(Rhythm("month", 1, weekday, number if number <= 4 else LAST))
    mine = phrase(Rhythm(often.unit, often.every, weekday if often.unit == "week" else None))
    return NoRhythm(
        f"“{phrase(often)}” and “the {ordinal(number)} {spell_weekday(weekday)}” do not go"
        f" together. Please write “{mine}” or “{other}”."
    )


def monthly(named: MonthDays, every: int) -> How:
    weekday = named.weekdays[0] if named.weekdays else None
    if not named.one:
        number = min(abs(named.ordinals[0]), 4)
        example = Rhythm("month", every, weekday, number)
        if weekday is None:
            example = Rhythm("month", every, day=named.ordinals[0])
        return NoRhythm(
            "One series has one day of the month, 1st to 4th or last of a weekday, or a date."
            f" Please schedule one for each day, for example “{phrase(example)}”."
        )
    number = named.ordinals[0]
    if weekday is None:
        return _by_date(number, every)
    if number > 4:
        name = spell_weekday(weekday)
        return NoRhythm(
            f"Not every month has a {ordinal(number)} {name}. Please take the 4th, or the last:"
            f" “{phrase(Rhythm('month', every, weekday, LAST))}”."
        )
    return Rhythm("month", every, weekday=weekday, ordinal=number)


def _by_date(number: int, every: int) -> How:
    if number == LAST:
        return NoRhythm(
            "Months end on different days. Please take the last of a weekday, for example"
            f" “{phrase(Rhythm('month', every, 4, LAST))}”, or a date such as the 28th."
        )
    if not 1 <= number <= 31:
        return NoRhythm(f"No month has a {ordinal(number)}; days go from the 1st to the 31st.")
    return Rhythm("month", every, day=number)

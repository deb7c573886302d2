"""The grammar of rhythms: "every 2 weeks on Tuesday", "monthly on the 15th", "daily"."""

from bot.dates.grammar.days import day_at
from bot.dates.grammar.syntax import CalendarDay
from bot.dates.grammar.words import Atom
from bot.dates.rhythm.days import (
    month_days_at,
    ordinal_at,
    plain,
    skip,
    weekdays_at,
    working_days_at,
)
from bot.dates.rhythm.forms import (
    NO_TIME_OF_DAY,
    NO_YEARS,
    ONE_DAY,
    TOO_SHORT,
    WEEKEND,
    WORKING,
    monthly,
    weekly,
    within_month,
)
from bot.dates.rhythm.months import (
    ADVERBS,
    EVERY,
    PARTS_OF_DAY,
    SHORT,
    TWICE_OR_EVERY_TWO,
    UNITS,
    WEEKENDS,
    YEARLY,
    YEARS,
    months_at,
    number_in,
    of_months,
)
from bot.dates.rhythm.rhythm import LAST, How, NoRhythm, Rhythm, Rhythms, Unit, ordinal, phrase
from bot.domain.wording import spell_weekday

Found = tuple[How, int] | None


def rhythm_at(atoms: list[Atom], index: int) -> Found:
    """The rhythm that begins at this atom and where it ends; None where none begins."""
    return _often(atoms, index) or _days_first(atoms, index) or _weekdays_first(atoms, index)


def _often(atoms: list[Atom], index: int) -> Found:
    """ "every 2 weeks", "weekly", "once a month", with the days that follow."""
    index = _before_every(atoms, index)
    word = plain(atoms, index)
    if word in TWICE_OR_EVERY_TWO:
        unit = TWICE_OR_EVERY_TWO[word]
        why = f"“{word}” can mean twice a {unit} or every two {unit}s. Twice would be two series."
        how, end = _with_days(atoms, index + 1, unit, 2)
        return (Rhythms(why, (how,)) if isinstance(how, Rhythm) else how), end
    if word in YEARLY:
        return NO_YEARS, index + 1
    if word == "hourly":
        return TOO_SHORT, index + 1
    if word in ADVERBS:
        return _with_days(atoms, index + 1, *ADVERBS[word])
    if word in EVERY:
        return _every(atoms, index + 1)
    return _so_often_a(atoms, index)


def _before_every(atoms: list[Atom], index: int) -> int:
    """ "once every 2 weeks", "on every Tuesday": words before it that say nothing more."""
    skipped = skip(atoms, index, "once", "on")
    return skipped if plain(atoms, skipped) in EVERY else index


def _so_often_a(atoms: list[Atom], index: int) -> Found:
    """ "once a week" is every week; "twice a week" and "3 times a month" are several series."""
    number = {"once": 1, "twice": 2, "thrice": 3}.get(plain(atoms, index))
    here = index + 1
    if number is None and plain(atoms, here) == "times":
        number, here = number_in(plain(atoms, index)), here + 1
    unit = UNITS.get(plain(atoms, here + 1))
    if number is None or unit is None or plain(atoms, here) not in ("a", "per", "each", "every"):
        return None
    if number > 1:
        example = f"every {unit[0]}" + (" on Tuesday" if unit[0] == "week" else "")
        return NoRhythm(f"That is several a {unit[0]}. {ONE_DAY} “{example}”."), here + 2
    return _with_days(atoms, here + 2, *unit)


def _every(atoms: list[Atom], index: int) -> Found:
    """What may follow "every"."""
    index = skip(atoms, index, "single")
    if (end := working_days_at(atoms, index)) is not None:
        return WORKING, end
    word = plain(atoms, index)
    if word in PARTS_OF_DAY:
        return NO_TIME_OF_DAY, index + 1
    if word in WEEKENDS:
        return WEEKEND, index + 1
    other = 2 if word in ("other", "alternate") else None
    number = other or number_in(word)
    here = index if number is None else index + 1
    if plain(atoms, here) in YEARS:
        return NO_YEARS, here + 1
    if plain(atoms, here) in SHORT:
        return TOO_SHORT, here + 1
    if unit := UNITS.get(plain(atoms, here)):
        return _with_days(atoms, here + 1, unit[0], unit[1] * (1 if number is None else number))
    if named := weekdays_at(atoms, here):
        if plain(atoms, named[1]) in PARTS_OF_DAY:
            return NO_TIME_OF_DAY, named[1] + 1
        return weekly(named[0], 1 if number is None else number), named[1]
    dated = day_at(atoms, index)
    if dated and isinstance(dated[0], CalendarDay):
        return NO_YEARS, dated[1]
    return None if number is not None else _every_nth(atoms, index)


def _every_nth(atoms: list[Atom], index: int) -> Found:
    """ "every second week" is plain, "every second Tuesday" is not, "every 15th" is again."""
    nth = ordinal_at(atoms, index)
    if nth is None:
        return None
    number, here = nth
    if plain(atoms, here) in SHORT:
        return TOO_SHORT, here + 1
    unit = UNITS.get(plain(atoms, here))
    if number > 1 and unit and plain(atoms, here + 1) != "of":
        return _with_days(atoms, here + 1, unit[0], unit[1] * number)
    days = month_days_at(atoms, index)
    if days is None:
        return None
    named, end = days
    if apart := of_months(atoms, end):
        return monthly(named, apart[0]), apart[1]
    if not named.weekdays or named.ordinals[0] in (1, LAST) or not named.one:
        return monthly(named, 1), end
    by_weeks = Rhythm("week", number, weekday=named.weekdays[0])
    if number > 4:
        return NoRhythm(
            f"Not every month has a {ordinal(number)} {spell_weekday(named.weekdays[0])}. If you"
            f" count weeks, please write “{phrase(by_weeks)}”."
        ), end
    called = f"every {ordinal(number)} {spell_weekday(named.weekdays[0])}"
    why = f"“{called}” can be counted in weeks or within each month."
    by_month = Rhythm("month", weekday=named.weekdays[0], ordinal=number)
    return Rhythms(why, (by_weeks, by_month)), end


def _days_first(atoms: list[Atom], index: int) -> Found:
    """ "on the last Friday of every month", "the 15th of each month", "2nd Tuesday every month"."""
    days = month_days_at(atoms, index)
    if days is None:
        return None
    named, end = days
    months = months_at(atoms, skip(atoms, end, "of", "in"))
    return (monthly(named, months[0]), months[1]) if months else None


def _weekdays_first(atoms: list[Atom], index: int) -> Found:
    """ "on Tuesdays", "Mondays and Thursdays", "on Tuesdays every 2 weeks", "on weekdays"."""
    here = skip(atoms, index, "on")
    if plain(atoms, here) in ("weekdays", "workdays"):
        return WORKING, here + 1
    named = weekdays_at(atoms, here)
    if named is None or not named[0].plural:
        return None
    often = _often(atoms, named[1])
    if often and isinstance(often[0], Rhythm) and often[0] == Rhythm("week", often[0].every):
        return weekly(named[0], often[0].every), often[1]
    return weekly(named[0], 1), named[1]


def _with_days(atoms: list[Atom], index: int, unit: Unit, every: int) -> tuple[How, int]:
    """The rhythm with the days named behind it, where they belong to its unit."""
    bare = Rhythm(unit, every)
    if unit == "month":
        days = month_days_at(atoms, index)
        if days is None:
            return bare, index
        again = of_months(atoms, days[1])
        return monthly(days[0], every), again[1] if again and again[0] == 1 else days[1]
    here = skip(atoms, index, "on")
    if unit == "week" and (end := working_days_at(atoms, here)) is not None:
        return WORKING, end
    nth = month_days_at(atoms, index)
    if nth and nth[0].weekdays:
        return within_month(nth[0], bare), nth[1]
    named = weekdays_at(atoms, here)
    if unit == "day" or named is None:
        return bare, index
    return weekly(named[0], every), named[1]

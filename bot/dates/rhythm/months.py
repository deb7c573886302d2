"""The words of rhythms, and the grammar of months: "every 2 months", "of each month"."""

from bot.dates.grammar.words import NUMBERS, Atom
from bot.dates.rhythm.days import ordinal_at, plain, skip
from bot.dates.rhythm.rhythm import Unit

EVERY = frozenset({"every", "each"})
UNITS: dict[str, tuple[Unit, int]] = {
    "day": ("day", 1), "days": ("day", 1), "week": ("week", 1), "weeks": ("week", 1),
    "wk": ("week", 1), "wks": ("week", 1), "fortnight": ("week", 2), "fortnights": ("week", 2),
    "month": ("month", 1), "months": ("month", 1), "quarter": ("month", 3),
    "quarters": ("month", 3),
}  # fmt: skip
ADVERBS: dict[str, tuple[Unit, int]] = {
    "daily": ("day", 1), "weekly": ("week", 1), "fortnightly": ("week", 2),
    "monthly": ("month", 1), "quarterly": ("month", 3),
}  # fmt: skip
TWICE_OR_EVERY_TWO: dict[str, Unit] = {
    "biweekly": "week", "bi-weekly": "week", "bimonthly": "month", "bi-monthly": "month",
}  # fmt: skip
SHORT = frozenset({"hour", "hours", "hr", "hrs", "minute", "minutes", "min", "mins", "hourly"})
YEARS = frozenset({"year", "years"})
YEARLY = frozenset({"yearly", "annually"})
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night", "lunchtime"})
WEEKENDS = frozenset({"weekend", "weekends"})


def number_in(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word[:6])
    return NUMBERS.get(word) if word not in ("a", "an") else None


def of_months(atoms: list[Atom], index: int) -> tuple[int, int] | None:
    """ "of every 2nd month", "of the month": how many months apart, and where it ends."""
    here = skip(atoms, index, "of", "in")
    if here == index:
        return None
    if plain(atoms, here) == "the" and plain(atoms, here + 1) == "month":
        return 1, here + 2
    return months_at(atoms, here)


def months_at(atoms: list[Atom], index: int) -> tuple[int, int] | None:
    """ "every 2 months", "each month", "monthly", "every other month"."""
    adverb = ADVERBS.get(plain(atoms, index))
    if adverb and adverb[0] == "month":
        return adverb[1], index + 1
    if plain(atoms, index) not in EVERY:
        return None
    word = plain(atoms, index + 1)
    nth = ordinal_at(atoms, index + 1)
    number = 2 if word in ("other", "alternate") else number_in(word) or (nth[0] if nth else None)
    here = index + 1 if number is None else index + 2
    unit = UNITS.get(plain(atoms, here))
    if unit is None or unit[0] != "month":
        return None
    return unit[1] * (number or 1), here + 1

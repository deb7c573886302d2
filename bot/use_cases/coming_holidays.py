"""The days of public holidays that are named, in the countries of a group."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.domain.known_names import fold_name
from bot.ports.holidays import Holidays

_AHEAD = 400
"""Days: the next of every holiday that comes once a year, by any calendar."""
_NOTES = re.compile(r" \([^)]*\)|;.*")
_LUNAR = ("korean new year", "chinese new year", "lunar new year")
_ALSO = {
    "seollal": _LUNAR, "lunar new year": _LUNAR, "chinese new year": _LUNAR,
    "labour day": ("labor day", "labour day", "workers' day"),
}  # fmt: skip
"""What the same days are called elsewhere."""


def coming_holidays(
    name: str, countries: Iterable[str], holidays: Holidays, today: date
) -> Mapping[date, tuple[str, ...]]:
    """The next day of a public holiday of that name, with the countries (ISO 3166-1) that keep it.

    Days are in their order, from `today` on; none where no country has such a holiday.
    """
    names = {fold_name(each) for each in (name, *_ALSO.get(fold_name(name), ()))}
    found: dict[date, tuple[str, ...]] = {}
    for country in sorted(set(countries)):
        for ahead in range(_AHEAD):
            day = today + timedelta(days=ahead)
            kept = holidays.on(country, day)
            if kept is not None and fold_name(_NOTES.sub("", kept)) in names:
                found[day] = (*found.get(day, ()), country)
                break
    return dict(sorted(found.items()))

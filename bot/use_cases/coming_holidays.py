"""The days of public holidays that are named, in the countries of a group."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from bot.domain.known_names import fold_name
from bot.languages import ENGLISH, speaking
from bot.ports.unit_of_work import Holidays

_AHEAD = 400
"""Days: the next of every holiday that comes once a year, by any calendar."""
_NOTES = re.compile(r" \([^)]*\)|;.*")
_LUNAR = ("korean new year", "chinese new year", "lunar new year")
_ALSO = {
    "seollal": _LUNAR, "lunar new year": _LUNAR, "chinese new year": _LUNAR,
    "labour day": ("labor day", "labour day", "workers' day"),
}  # fmt: skip
"""What the same days are called elsewhere."""


@dataclass(frozen=True)
class ComingHolidays:
    """The next public holidays of some countries (ISO 3166-1), by their names."""

    countries: Callable[[], Iterable[str]]
    holidays: Holidays
    today: date

    def __call__(self, name: str) -> Mapping[date, tuple[str, ...]]:
        """The next day of a holiday of that name, with the countries that keep it. Days are in
        their order, from `today` on; none where no country has such a holiday."""
        names = {fold_name(each) for each in (name, *_ALSO.get(fold_name(name), ()))}
        found: dict[date, tuple[str, ...]] = {}
        for country, days in self._kept.items():
            if day := min((days[each] for each in names & days.keys()), default=None):
                found[day] = (*found.get(day, ()), country)
        return dict(sorted(found.items()))

    @cached_property
    def _kept(self) -> Mapping[str, Mapping[str, date]]:
        countries = sorted(set(self.countries()))
        today = self.today
        return {country: _next_days(self.holidays, country, today) for country in countries}


@lru_cache(maxsize=1000)
def _next_days(holidays: Holidays, country: str, today: date) -> Mapping[str, date]:
    """The next day of each holiday of a country, by its folded name. Kept, since many commands have
    a word that may be one. Names are English, as all that is typed, whatever the reader speaks."""
    days: dict[str, date] = {}
    with speaking(ENGLISH):
        for ahead in range(_AHEAD):
            day = today + timedelta(days=ahead)
            if name := holidays.on(country, day):
                days.setdefault(fold_name(_NOTES.sub("", name)), day)
    return days

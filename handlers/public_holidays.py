"""The public holidays of countries, from the `holidays` library; loaded when first asked for."""

import logging
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

from bot.languages import ENGLISH, language_now

log = logging.getLogger(__name__)

_YEARS = range(1970, 2101)
"""What lies outside is nobody's calendar yet; the library would go on calculating."""


_OF_BOTH = {"fr": ("FR", "CH", "CA", "BE", "LU", "RW")}
_ENOUGH = range(2022, 2028)
"""Years in which feasts that move fall on days of their own at least once."""


@cache
def _library() -> Any:
    """Loaded here, since many processes never need it, and without its own list of all countries,
    for which it would read 250 modules (8 MB) where one is asked for."""
    import holidays

    name = "holidays.countries"
    if name not in sys.modules and (found := find_spec(name)) is not None:
        sys.modules[name] = module_from_spec(found)
    return holidays


class PublicHolidays:
    """Implements bot.ports.unit_of_work.Holidays; any thread may ask.

    Only what the whole country keeps: the days of states, cantons or nations within it differ.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int, str], Mapping[date, str]] = {}
        self._unknown: set[str] = set()
        self._loading = Lock()

    def on(self, country: str, day: date) -> str | None:
        """A name is of the language that is spoken where the library has it in that, else English,
        else the country's own."""
        key = (country, day.year, language_now())
        kept = self._kept.get(key)
        if kept is None:
            with self._loading:
                kept = self._kept[key] = self._load(*key)
        return kept.get(day)

    def _load(self, country: str, year: int, language: str) -> Mapping[date, str]:
        holidays = _library()
        if year not in _YEARS or country in self._unknown:
            return {}
        try:
            native = holidays.country_holidays(country, years=year)
        except NotImplementedError:
            self._unknown.add(country)
            log.warning("no_holidays_known", extra={"country": country})
            return {}
        for wanted in (language, ENGLISH):
            spoken = [one for one in native.supported_languages if one.startswith(wanted)]
            if spoken and native.default_language not in spoken:
                native = holidays.country_holidays(country, years=year, language=spoken[0])
            if spoken:
                break
        known = _names_in(language)
        named = {day: known.get(name, name) for day, name in native.items()}
        return {day: name.replace("'", "’") for day, name in named.items()} if known else named


@cache
def _names_in(language: str) -> Mapping[str, str]:
    """By the English name, as countries with both languages have it: Christmas is everyone's."""
    names: dict[str, str] = {}
    for country in _OF_BOTH.get(language, ()):
        ours, theirs = (
            _library().country_holidays(country, years=_ENOUGH, language=one)
            for one in ("en_US", language)
        )
        names = {name: theirs[day] for day, name in ours.items() if ";" not in name} | names
    return names

"""The public holidays of countries, from the `holidays` library; loaded when first asked for."""

import logging
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

log = logging.getLogger(__name__)

_YEARS = range(1970, 2101)
"""What lies outside is nobody's calendar yet; the library would go on calculating."""


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
    """Implements bot.ports.holidays.Holidays; any thread may ask.

    Only what the whole country keeps: the days of states, cantons or nations within it differ.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], Mapping[date, str]] = {}
        self._unknown: set[str] = set()
        self._loading = Lock()

    def on(self, country: str, day: date) -> str | None:
        """Names are English where the library has them in English, else the country's own."""
        kept = self._kept.get((country, day.year))
        if kept is None:
            with self._loading:
                kept = self._kept[country, day.year] = self._load(country, day.year)
        return kept.get(day)

    def _load(self, country: str, year: int) -> Mapping[date, str]:
        holidays = _library()
        if year not in _YEARS or country in self._unknown:
            return {}
        try:
            native = holidays.country_holidays(country, years=year)
        except NotImplementedError:
            self._unknown.add(country)
            log.warning("no_holidays_known", extra={"country": country})
            return {}
        spoken = [tongue for tongue in native.supported_languages if tongue.startswith("en")]
        if not spoken or native.default_language in spoken:
            return dict(native)
        return dict(holidays.country_holidays(country, years=year, language=spoken[0]))

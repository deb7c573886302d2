"""Names of time zones: IANA keys, and the keys to offer for other names."""

import re
from functools import lru_cache
from importlib.resources import files
from zoneinfo import available_timezones

from bot.domain.countries_and_languages import COUNTRIES, country_of_adjective
from bot.domain.known_names import edit_distance, without_accents

AREAS = frozenset({
    "africa", "america", "antarctica", "arctic", "asia", "atlantic", "australia", "brazil",
    "canada", "chile", "etc", "europe", "indian", "mexico", "pacific", "us",
})  # fmt: skip
"""The first halves of IANA keys, in lower case."""

_PSEUDO = frozenset({"Factory", "localtime", "posixrules"})

_UTC = frozenset({"utc", "gmt", "z"})
_NO_OFFSET = re.compile(r"(?:utc|gmt)[+-]00?(?::?00)?|[+-]00:?00")

_NORTH_AMERICA = ("America/New_York", "America/Toronto")
_CENTRAL_EUROPE = ("Europe/Paris", "Europe/Amsterdam", "Europe/Bratislava")
_EAST_EUROPE = ("Europe/Athens", "Europe/Helsinki", "Europe/Bucharest")
_EAST_AUSTRALIA = ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane")
_CENTRAL_AUSTRALIA = ("Australia/Adelaide", "Australia/Darwin")
_MIDDLE_AMERICA = ("America/Chicago", "America/Winnipeg", "America/Mexico_City")

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "ist": ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"),
    "cst": ("America/Chicago", "America/Winnipeg", "Asia/Shanghai", "America/Havana"),
    "cdt": (*_MIDDLE_AMERICA[:2], "America/Havana"), "ct": _MIDDLE_AMERICA,
    "est": (*_NORTH_AMERICA, "America/Panama", "Australia/Sydney"), "edt": _NORTH_AMERICA,
    "et": _NORTH_AMERICA, "mst": ("America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"),
    "mdt": ("America/Denver", "America/Edmonton"), "mt": ("America/Denver", "America/Phoenix"),
    "pst": ("America/Los_Angeles", "America/Vancouver", "Asia/Manila"),
    "pdt": ("America/Los_Angeles", "America/Vancouver"),
    "pt": ("America/Los_Angeles", "America/Vancouver"),
    "ast": ("America/Halifax", "Asia/Riyadh", "America/Puerto_Rico"), "adt": ("America/Halifax",),
    "amt": ("America/Manaus", "Asia/Yerevan"), "art": ("America/Argentina/Buenos_Aires",),
    "brt": ("America/Sao_Paulo",), "nst": ("America/St_Johns",),
    "bst": ("Europe/London", "Asia/Dhaka", "Pacific/Bougainville"), "west": ("Europe/Lisbon",),
    "wet": ("Europe/Lisbon",), "cet": _CENTRAL_EUROPE, "cest": _CENTRAL_EUROPE,
    "met": _CENTRAL_EUROPE, "eet": _EAST_EUROPE, "eest": _EAST_EUROPE, "msk": ("Europe/Moscow",),
    "gst": ("Asia/Dubai", "Atlantic/South_Georgia", "Pacific/Guam"), "pkt": ("Asia/Karachi",),
    "sgt": ("Asia/Singapore",), "hkt": ("Asia/Hong_Kong",), "kst": ("Asia/Seoul",),
    "jst": ("Asia/Tokyo",), "wat": ("Africa/Lagos",), "cat": ("Africa/Maputo",),
    "eat": ("Africa/Nairobi",), "sast": ("Africa/Johannesburg",),
    "sst": ("Pacific/Pago_Pago", "Asia/Singapore"), "fjt": ("Pacific/Fiji",),
    "awst": ("Australia/Perth",), "acst": _CENTRAL_AUSTRALIA, "acdt": _CENTRAL_AUSTRALIA[:1],
    "aest": _EAST_AUSTRALIA, "aedt": _EAST_AUSTRALIA[:2], "aet": _EAST_AUSTRALIA,
    "ict": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"), "pht": ("Asia/Manila",),
    "nzt": ("Pacific/Auckland",), "nzst": ("Pacific/Auckland",), "nzdt": ("Pacific/Auckland",),
}  # fmt: skip
"""Abbreviations are never zones here: most name several, and none follows a clock change."""

_ALSO_WORDS = frozenset({
    "ct", "et", "mt", "pt", "art", "cat", "eat", "met", "wet", "west",
})  # fmt: skip
_ALSO_ACRONYMS = frozenset({"adt", "amt", "ast", "gst", "ict", "mst", "nst", "sst"})

_MORE_CITIES = {
    "bristol": "Europe/London", "canberra": "Australia/Sydney", "cape town": "Africa/Johannesburg",
    "cardiff": "Europe/London", "edinburgh": "Europe/London", "geneva": "Europe/Zurich",
    "kosice": "Europe/Bratislava", "lyon": "Europe/Paris", "manchester": "Europe/London",
    "mumbai": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "ottawa": "America/Toronto",
    "pretoria": "Africa/Johannesburg", "rotterdam": "Europe/Amsterdam",
    "san francisco": "America/Los_Angeles", "strasbourg": "Europe/Paris", "suva": "Pacific/Fiji",
    "the hague": "Europe/Amsterdam", "washington": "America/New_York",
    "washington dc": "America/New_York", "washington d.c": "America/New_York",
    "wellington": "Pacific/Auckland", "beijing": "Asia/Shanghai", "belfast": "Europe/London",
}  # fmt: skip

_REGIONS: dict[str, tuple[str, ...]] = {
    "pacific": ABBREVIATIONS["pt"], "mountain": ABBREVIATIONS["mt"],
    "central": ABBREVIATIONS["ct"], "eastern": ABBREVIATIONS["et"],
    "atlantic": ABBREVIATIONS["adt"], "central european": _CENTRAL_EUROPE,
    "eastern european": _EAST_EUROPE, "western european": ABBREVIATIONS["wet"],
    "australian eastern": _EAST_AUSTRALIA, "central africa": ABBREVIATIONS["cat"],
    "east africa": ABBREVIATIONS["eat"], "west africa": ABBREVIATIONS["wat"],
    "greenwich": ("UTC", "Europe/London"), "greenwich mean": ("UTC", "Europe/London"),
}  # fmt: skip

_COUNTRIES: dict[str, tuple[str, ...]] = {
    "korea": ("Asia/Seoul",), "south korea": ("Asia/Seoul",), "uk": ("Europe/London",),
    "britain": ("Europe/London",), "united kingdom": ("Europe/London",),
    "england": ("Europe/London",), "scotland": ("Europe/London",), "wales": ("Europe/London",),
    "northern ireland": ("Europe/London",), "holland": ("Europe/Amsterdam",),
    "the netherlands": ("Europe/Amsterdam",), "the philippines": ("Asia/Manila",),
    "czechia": ("Europe/Prague",), "ukraine": ("Europe/Kyiv",), "nz": ("Pacific/Auckland",),
    "us": (*_NORTH_AMERICA[:1], "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "australia": ("Australia/Sydney", "Australia/Adelaide", "Australia/Perth"),
    "brazil": ("America/Sao_Paulo", "America/Manaus"),
    "canada": ("America/Toronto", "America/Winnipeg", "America/Edmonton", "America/Vancouver"),
    "mexico": ("America/Mexico_City", "America/Tijuana"),
    "indonesia": ("Asia/Jakarta", "Asia/Makassar"), "chile": ("America/Santiago",),
}  # fmt: skip

_ADJECTIVES = {
    "argentine": "argentina", "english": "uk", "scottish": "uk", "south african": "south africa",
    "turkish": "turkey", "welsh": "uk",
}  # fmt: skip
"""Beside those of `country_of_adjective`."""

_NOT_CITIES = frozenset({
    "act", "acre", "center", "central", "christmas", "east", "easter", "eastern", "general", "knox",
    "lhi", "midway", "mountain", "north", "nsw", "oral", "pacific", "palmer", "resolute",
    "reunion", "south", "troll", "virgin", "wake", "west", "yap",
})  # fmt: skip


@lru_cache(maxsize=1)
def known_keys() -> frozenset[str]:
    """Every IANA key of this machine's time-zone data that names real rules."""
    return frozenset(available_timezones() - _PSEUDO)


@lru_cache(maxsize=1)
def _keys_by_lower_case() -> dict[str, str]:
    return {key.lower(): key for key in sorted(known_keys()) if "/" in key}


@lru_cache(maxsize=1)
def _keys_by_city() -> dict[str, tuple[str, ...]]:
    cities: dict[str, tuple[str, ...]] = {name: (key,) for name, key in _MORE_CITIES.items()}
    for key in sorted(known_keys()):
        area, _, city = key.lower().partition("/")
        name = city.rpartition("/")[2].replace("_", " ")
        if city and area != "etc" and name not in _NOT_CITIES:
            cities[name] = (*cities.get(name, ()), key)
    return cities


def canonical(words: str) -> str | None:
    """The key that `words` spell in any letter case, with spaces or underscores, or None. Keys
    without a slash ("EST", "Eire") are left out, except UTC, GMT and Z, which are all "UTC"."""
    lower = words.lower().replace(" ", "_")
    return "UTC" if lower in _UTC or is_no_offset(lower) else _keys_by_lower_case().get(lower)


def is_no_offset(words: str) -> bool:
    """Whether `words` are UTC itself written as a distance, such as "+00:00"."""
    return _NO_OFFSET.fullmatch(words.lower()) is not None


def abbreviation(typed: str) -> tuple[str, ...]:
    """The zones that a typed abbreviation may mean; words such as "met" count in capitals only."""
    if typed.lower() in _ALSO_WORDS and not typed.isupper():
        return ()
    return ABBREVIATIONS.get(typed.lower(), ())


def is_zone_alone(word: str) -> bool:
    """Whether a word in lower case abbreviates a zone, and hardly ever anything else."""
    known = word in ABBREVIATIONS or word in _UTC
    return known and len(word) > 2 and word not in _ALSO_WORDS | _ALSO_ACRONYMS


def city(name: str) -> tuple[str, ...]:
    """The keys of a city of that name; none for a word that is hardly ever meant as a city."""
    return _keys_by_city().get(name.lower().replace("_", " "), ())


@lru_cache(maxsize=1)
def _keys_by_country() -> dict[str, tuple[str, ...]]:
    """By English name, from the lists that come with the zones; large countries by hand."""
    tables = files("tzdata") / "zoneinfo"
    first: dict[str, str] = {}
    for line in (tables / "zone.tab").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            first.setdefault(line.split("\t")[0], line.split("\t")[2])
    named = {}
    for line in (tables / "iso3166.tab").read_text("utf-8").splitlines():
        code, _, name = line.partition("\t")
        if code in first:
            named[name.lower()] = (first[code],)
    usa = dict.fromkeys(("usa", "united states", "america"), _COUNTRIES["us"])
    return named | _COUNTRIES | usa


def place_keys(name: str) -> tuple[str, ...]:
    """The keys of a city, a country or a region such as "pacific" or "central european"."""
    lower = without_accents(name.replace("_", " "))
    of_country = COUNTRIES.get(country_of_adjective(lower) or "", lower).lower()
    country = _ADJECTIVES.get(lower, of_country)
    return _REGIONS.get(lower, ()) or city(lower) or _keys_by_country().get(country, ())


def looks_like_key(words: str) -> bool:
    """Whether `words` were meant as an IANA key: an area, or nearly one, before a slash."""
    area, slash, place = words.lower().partition("/")
    if not slash or not place or len(words) > 40:
        return False
    return area in AREAS or any(len(a) > 3 and edit_distance(area, a) <= 1 for a in AREAS)


@lru_cache(maxsize=256)
def offered(words: str, limit: int = 3) -> tuple[str, ...]:
    """The keys to offer for `words` that are none: by abbreviation, by city, then by spelling."""
    lower = words.lower().replace("_", " ").strip()
    known = ABBREVIATIONS.get(lower) or place_keys(lower) or city(lower.rpartition("/")[2])
    if known:
        return known
    if not 3 < len(lower) <= 40:
        return ()
    place = lower.rpartition("/")[2]
    within = min(2, len(place) // (4 if "/" in lower else 5))
    ranked = sorted(
        (distance, name)
        for name in _keys_by_city()
        if abs(len(name) - len(place)) <= within
        and (distance := edit_distance(place, name)) <= within
    )
    near = (key for _, name in ranked for key in _keys_by_city()[name])
    return tuple(dict.fromkeys(near))[:limit]

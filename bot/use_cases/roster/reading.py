"""Values of the roster as people type them."""

from bot.domain.errors import NotValid
from bot.domain.zone_names import canonical
from bot.domain.zones import UnknownZone, zone


def read_zone(typed: str | None, *, field: str = "zone") -> str:
    """The IANA key typed in any letter case; NotValid, with near ones, for anything else."""
    tidy = (typed or "").strip()
    if not tidy:
        raise NotValid("Please give a time zone, for example Europe/Dublin.", field=field)
    try:
        return zone(canonical(tidy) or tidy).key
    except UnknownZone as unknown:
        raise NotValid(unknown.words, field=field) from unknown

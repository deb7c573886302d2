"""Values of the roster as people type them."""

from bot.domain.errors import NotValid
from bot.domain.zone_names import canonical
from bot.domain.zones import UnknownZone


def read_zone(typed: str | None, *, field: str = "zone") -> str:
    """The IANA key typed in any letter case; NotValid, with near ones, for anything else."""
    tidy = (typed or "").strip()
    if not tidy:
        raise NotValid("Please give a time zone, for example Europe/Dublin.", field=field)
    key = canonical(tidy)  # none for "CET" and the like: a clock change would pass it by
    if key is None:
        raise NotValid(UnknownZone(tidy).words, field=field)
    return key

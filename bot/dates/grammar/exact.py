"""An exact moment in the form of RFC 9557: 2026-10-25T01:30+01:00[Europe/London].

People are not expected to type it: it is how a button carries the reading that was chosen, since
offset and zone together tell the two halves of a repeated hour apart.
"""

import re
from datetime import UTC, datetime

from bot.dates.answers import Reading
from bot.domain.zones import UnknownZone, to_wall, zone

_EXACT = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?[+-]\d\d:\d\d)\[([\w/+-]+)\]", re.ASCII)
_MARKERS = frozenset({"on", "by", "at", "from", "due", "to"})


def exact_in(tokens: list[str]) -> tuple[Reading, frozenset[int]] | None:
    """The one exact moment among the words and which of them it used; None without one.

    An offset that is not the zone's own at that moment is no exact moment.
    """
    for index, token in enumerate(tokens):
        reading = _reading(token)
        if reading is not None:
            marked = index > 0 and tokens[index - 1].lower() in _MARKERS
            return reading, frozenset({index - 1, index} if marked else {index})
    return None


def _reading(token: str) -> Reading | None:
    match = _EXACT.fullmatch(token)
    if match is None:
        return None
    try:
        key = zone(match[2]).key
        local = datetime.fromisoformat(match[1])
    except (UnknownZone, ValueError):
        return None
    wall = to_wall(local.astimezone(UTC), key)
    if wall != local.replace(tzinfo=None):
        return None
    return Reading(at=local.astimezone(UTC), wall=wall, zone=key, has_time=True)

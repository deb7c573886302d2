"""One moment's numbers, and the few words by which they are told apart."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports.ledgers.tallies import Tally
from handlers.web.acks import Acks

_REASON = re.compile(r"[A-Za-z][A-Za-z _-]{0,39}")
MOST_REASONS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Ages are seconds since something last went well; None: never yet."""

    acks: Acks
    tally: Tally | None
    """None where the database did not answer."""
    lag: float
    beat_ages: Mapping[str, float]
    slack_age: float | None
    socket_age: float | None
    sockets_replaced: Mapping[str, int]


def reasons(dropped: Mapping[str, int]) -> Mapping[str, int]:
    """Why things were dropped, without what follows a colon; "other" for all but plain words."""
    found: Counter[str] = Counter()
    for error, count in sorted(dropped.items()):
        word = error.partition(":")[0].strip()
        plain = _REASON.fullmatch(word) is not None
        room = word in found or len(found) < MOST_REASONS
        found[word if plain and room else "other"] += count
    return found

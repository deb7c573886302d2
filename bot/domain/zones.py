"""Wall time and instants: what a clock on the wall in a zone means, clock changes included.

Only round trips through UTC are asked for. `dst()` is never used: Europe/Dublin calls its winter
the exception, and a zone can change its clocks for other reasons.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from bot.domain import zone_names
from bot.domain.errors import Refusal
from bot.domain.wording import listed
from bot.languages import _


class UnknownZone(Refusal, ValueError):
    """Not a key of the IANA time-zone database; `offers` are keys that may have been meant."""

    def __init__(self, key: str) -> None:
        self.offers = zone_names.offered(key)
        meant = (
            _("Did you mean {zones}?", zones=listed(self.offers, "or"))
            if self.offers
            else _("Please give a name such as Europe/Dublin or Asia/Seoul.")
        )
        unknown = _("I don't know the time zone “{name}”.", name=key[:40])
        super().__init__(f"{unknown} {meant}")


@cache
def rules_of(key: str) -> ZoneInfo:
    """The rules of an IANA key, spelled exactly; UnknownZone for anything else, paths included.
    Kept, since ZoneInfo itself keeps eight and reads the others again for each question."""
    if key not in zone_names.known_keys():
        raise UnknownZone(key)
    return ZoneInfo(key)


def instants(wall: datetime, zone: str) -> tuple[datetime, ...]:
    """The moments that a naive wall time can mean, in UTC, earliest first: one or two. Two when the
    wall time comes twice, and when it does not exist: then they are as long before and after the
    change as the time asked for lies past the hour that was left out."""
    if wall.tzinfo is not None:
        raise ValueError("a wall time has no zone of its own")
    ends = {wall.replace(tzinfo=rules_of(zone), fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(ends))


def to_wall(at: datetime, zone: str) -> datetime:
    """What clocks in `zone` show at an aware moment, as a naive time."""
    return at.astimezone(rules_of(zone)).replace(tzinfo=None, fold=0)


def is_missing(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` never show this naive time, because they jump over it."""
    return all(to_wall(at, zone) != wall for at in instants(wall, zone))


def is_repeated(wall: datetime, zone: str) -> bool:
    """Whether clocks in `zone` show this naive time twice, because they go back."""
    return len(instants(wall, zone)) == 2 and not is_missing(wall, zone)


@lru_cache(maxsize=10_000)
def resolve(wall: datetime, zone: str) -> datetime:
    """The aware UTC moment of a naive wall time, for a plan that must not ask. A repeated time is
    its first; a missing one moves forward by what was left out, as RFC 5545 (3.3.5) rules for
    calendars. Kept, since a plan asks for the same hour of the same day for everyone."""
    both = instants(wall, zone)
    return both[-1] if is_missing(wall, zone) else both[0]


def start_of_day(day: date, zone: str) -> datetime:
    """The first moment of a local day, in UTC; where midnight is left out, when the day begins."""
    return first_showing(datetime.combine(day, time()), zone)


@lru_cache(maxsize=10_000)
def first_showing(wall: datetime, zone: str) -> datetime:
    """The first aware UTC moment at which clocks in `zone` show this naive time, or a later one
    where they jump over it: then the first after the gap."""
    moments = instants(wall, zone)
    if not is_missing(wall, zone):
        return moments[0]
    before, after = (int(moment.timestamp()) for moment in moments)
    while after - before > 1:  # clocks change at whole seconds
        middle = (before + after) // 2
        if to_wall(datetime.fromtimestamp(middle, UTC), zone) < wall:
            before = middle
        else:
            after = middle
    return datetime.fromtimestamp(after, UTC)


def end_of_day(day: date, zone: str) -> datetime:
    """The first moment after a local day, in UTC: a thing due that day is overdue from here."""
    return start_of_day(day + timedelta(days=1), zone)

"""A digest: what happened in a group since the last one, and what is coming."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.reference import DIGEST, render_reference

LOOKS_BACK = timedelta(days=7)
"""Where no digest was posted before."""
LOOKS_AHEAD = timedelta(days=14)
LINES = 12
"""Records of one section: a digest is read, and the rest is a command away."""
WEEKS = 6
"""Weeks that the picture shows, the last of them not over yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestHold:
    """One posting of the weekly digest that a chair has held, or posted before its hour.
    `occurrence`: the posting's local ISO date; `revision`: of the group's weekly hour. `held_at` is
    aware UTC."""

    group_id: int
    occurrence: str
    revision: int
    held_by: str
    held_at: datetime
    posted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationTally:
    """One organisation's actions; `name` is None for what nobody owns. `open` counts all that wait,
    the overdue among them; the others count the digest's span."""

    name: str | None
    logged: int = 0
    done: int = 0
    overdue: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekTally:
    """Actions opened and closed in a week that begins on that Monday of the group's calendar."""

    monday: date
    opened: int = 0
    closed: int = 0


class Section(StrEnum):
    """The sections that list records."""

    COMING = "coming"
    DECISIONS = "decisions"
    HELD = "held"
    OVERDUE = "overdue"
    DONE = "done"
    LOGGED = "logged"
    PRACTICES = "practices"
    ADOPTIONS = "adoptions"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestEntry:
    """One record as it was when the digest was made; `about` is its owner, length or source."""

    reference: str
    title: str
    about: str
    audience: Audience
    starts_at: datetime | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The first records of a section, and how many it has."""

    entries: tuple[DigestEntry, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsChair:
    """What waits for the chair, for a preview only."""

    unanswered: int = 0
    """Invitations to coming dialogues."""
    awaiting_review: int = 0
    unowned: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Already limited to what its readers may see; every section may be empty. It covers `since` to
    `until`, its end left out; both aware UTC. `number`: None until it is posted."""

    number: int | None = None
    since: datetime
    until: datetime
    listed: Mapping[Section, Listed] = field(default_factory=dict)
    tallies: tuple[OrganisationTally, ...] = ()
    took_part: tuple[tuple[str, int], ...] = ()
    """(organisation, people) over the dialogues held."""
    unconfirmed: int = 0
    """Dialogues held where nobody has confirmed who was there: who said “Going” counts."""
    weeks: tuple[WeekTally, ...] = ()
    left_out: int = 0
    """Records kept out for their audience's sake; shown only if the chair switched that on."""
    needs: NeedsChair = NeedsChair()

    @property
    def reference(self) -> str:
        return "" if self.number is None else render_reference(DIGEST, self.number)

    @property
    def empty(self) -> bool:
        return not any(section.total for section in self.listed.values())

    @property
    def references(self) -> tuple[str, ...]:
        """Of the records that it names."""
        return tuple(e.reference for section in self.listed.values() for e in section.entries)

    def limited_to(self, seen: Iterable[tuple[str, str]]) -> dict[Section, Listed]:
        """Its sections without the records that their reader may not see any more; `seen`: those
        that they may, by reference, with their titles of now."""
        known = dict(seen)
        limited = {}
        for name, section in self.listed.items():
            left = [e for e in section.entries if e.reference in known]
            entries = tuple(replace(entry, title=known[entry.reference]) for entry in left)
            gone = len(section.entries) - len(entries)
            limited[name] = Listed(entries=entries, total=section.total - gone)
        return limited

    @property
    def words(self) -> str:
        """What a search finds it by."""
        entries = (e for section in self.listed.values() for e in section.entries)
        named = (name or "" for name in (*(t.name for t in self.tallies), *dict(self.took_part)))
        lines = (f"{e.reference} {e.title} {e.about}" for e in entries)
        return "\n".join((self.reference, *lines, *named))


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDigest:
    """A digest as it was posted at `posted_at`; `picture` is the platform's id of its picture."""

    group_id: int
    audience: Audience
    digest: Digest
    picture: str | None
    posted_at: datetime | None

"""What is posted for a whole group: digests, a change of clocks, a greeting."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.clock_shifts import ClockShift
from bot.domain.dialogue import Dialogue
from bot.domain.digest import Digest
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.roles import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestNotification:
    """A digest for a channel; `picture`: the platform's id of its picture, once it is there.

    `reader`: with whose rights it was gathered, where it is about to be posted.
    """

    group: Group
    digest: Digest
    picture: str | None = None
    reader: Reader | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPreview:
    """To a chair, before the weekly digest is posted at `posts_at`, so that it can be held.

    `complete` is False where it was not known who reads the channel: the channel may get more.
    `closed`: Convenor is not in it, so the digest is posted only if that changes in time.
    `after`: the number of the digest before it, 0 for none.
    """

    group: Group
    digest: Digest
    picture: str | None = None
    after: int = 0
    posts_at: datetime
    occurrence: str
    revision: int
    complete: bool = True
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesShift:
    """The first date of a series after a change of clocks, and the places where it shifts."""

    dialogue: Dialogue
    shifts: tuple[ClockShift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChange:
    """To a group's channel: clocks change on `on`, and these series shift for somebody."""

    group: Group
    on: date
    series: tuple[SeriesShift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """To a channel that Convenor was invited to; `group` None: not a working group yet."""

    group: Group | None
    inviter: Person | None
    chairs: tuple[str, ...] = ()
    """Names of those who chair today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """To a group's channel when it is set up: who chairs (names), and what Convenor does there."""

    group: Group
    chairs: tuple[str, ...] = ()

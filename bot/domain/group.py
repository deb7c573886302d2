"""A working group: one channel run by Convenor, its settings, chairs' terms and last reading."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.audience import Audience, ChannelFacts

DEFAULT_REMINDERS = (7 * 24 * 60, 24 * 60, 60)
"""Minutes before a dialogue at which its channel is reminded: one week, one day, one hour."""


class MorningPart(StrEnum):
    """What the chairs of a group can find about it in their morning message."""

    UNOWNED = "unowned"
    WEEK_OVERDUE = "week_overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`zone` is IANA; `digest_weekday` counts from Monday = 0, None means no weekly digest."""

    id: int
    channel_id: str
    name: str
    zone: str
    default_audience: Audience = Audience.GROUP
    reminders: tuple[int, ...] = DEFAULT_REMINDERS
    digest_weekday: int | None = None
    digest_time: time = time(9, 0)
    digest_revision: int = 1
    """Counts changes of the weekly hour, so that a change owes new deliveries."""
    show_left_out: bool = False
    """Whether a digest counts what it leaves out for its readers' sake."""
    created_at: datetime
    spotlight_weekday: int | None = None
    """As `digest_weekday`; None: no practice is shown again each week."""
    spotlight_time: time = time(9, 0)
    spotlight_from: datetime | None = None
    """When this hour was set: only later ones count."""
    mornings: tuple[str, ...] = tuple(MorningPart)
    silence_hours: int = 72
    """The shortest time from a proposal to its deadline."""
    silence_answers: int = 0
    """How many member organisations must answer a proposal before it is adopted."""
    silence_more_days: int = 3
    """By how many days “Need time” moves the deadline."""
    observers_comment: bool = False
    """Whether observers can comment on proposals."""
    line_emoji: tuple[str, ...] = ()
    """Names of the emoji that mark a message as a line of minutes, in the order of LineKind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One person's time as a chair: from `starts_on` to the end of `ends_on` (None: open)."""

    user_id: str
    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person chairs on `day`, a date in the group's zone."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointments:
    """Who chairs a group and when, and who is lowered to observer in it."""

    terms: tuple[Term, ...] = ()
    lowered: frozenset[str] = field(default_factory=frozenset)

    def chairs_on(self, day: date) -> tuple[str, ...]:
        """User ids of the chairs on `day`, in order of their start."""
        terms = sorted(self.terms, key=lambda term: term.starts_on)
        return tuple(dict.fromkeys(term.user_id for term in terms if term.covers(day)))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The platform's own word that we cannot look into a channel: `why` is its error word. A slow
    or failed answer is never one."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReading:
    """`members` are user ids in order; `read_at` None: the channel could never be read. While
    `unreadable_since` is set, the other facts are those of the last time it could."""

    channel_id: str
    name: str = ""
    is_private: bool = True
    is_shared: bool = False
    members: tuple[str, ...] = ()
    read_at: datetime | None = None
    unreadable_since: datetime | None = None
    why: str | None = None
    outsiders: tuple[str, ...] | None = None
    """Those in it who do not count as members, as the chairs know; None: nobody has looked yet."""

    @property
    def readable(self) -> bool:
        return self.unreadable_since is None

    @property
    def facts(self) -> ChannelFacts:
        """The channel as it was read last."""
        return ChannelFacts(
            channel_id=self.channel_id,
            name=self.name,
            is_private=self.is_private,
            is_shared=self.is_shared,
            members=frozenset(self.members),
        )


@dataclass(frozen=True, slots=True)
class BecameUnreadable:
    """Convenor was removed from the channel, or the channel was archived."""

    why: str


@dataclass(frozen=True, slots=True)
class ReadableAgain:
    """Convenor can look into it again."""

    since: datetime
    """When it could not any more."""


@dataclass(frozen=True, slots=True)
class BecamePublic:
    """A private channel can be read by everybody, or by another workspace."""

    shared: bool = False
    """It is now shared with another workspace."""


@dataclass(frozen=True, slots=True)
class PeopleCame:
    user_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleLeft:
    user_ids: frozenset[str]


Change = BecameUnreadable | ReadableAgain | BecamePublic | PeopleCame | PeopleLeft


def read_anew(
    channel_id: str, found: ChannelFacts | Unreadable, before: ChannelReading | None, now: datetime
) -> ChannelReading:
    """The reading to keep after `found`; what cannot be read keeps the facts of `before`."""
    if isinstance(found, ChannelFacts):
        return ChannelReading(
            channel_id=channel_id,
            name=found.name,
            is_private=found.is_private,
            is_shared=found.is_shared,
            members=tuple(sorted(found.members)),
            read_at=now,
            outsiders=before.outsiders if before is not None else None,
        )
    kept = before or ChannelReading(channel_id=channel_id)
    return replace(kept, unreadable_since=kept.unreadable_since or now, why=found.why)


def changes_between(before: ChannelReading | None, after: ChannelReading) -> tuple[Change, ...]:
    """What happened between two readings; a first reading only tells that it failed."""
    if not after.readable:
        if before is not None and not before.readable:
            return ()
        return (BecameUnreadable(after.why or ""),)
    changes: list[Change] = []
    if before is not None and before.unreadable_since is not None:
        changes.append(ReadableAgain(before.unreadable_since))
    if before is None or before.read_at is None:
        return tuple(changes)
    if (before.is_private and not after.is_private) or (after.is_shared and not before.is_shared):
        changes.append(BecamePublic(shared=after.is_shared and not before.is_shared))
    was, is_now = frozenset(before.members), frozenset(after.members)
    if is_now - was:
        changes.append(PeopleCame(is_now - was))
    if was - is_now:
        changes.append(PeopleLeft(was - is_now))
    return tuple(changes)


def same_facts(one: ChannelReading | None, other: ChannelReading) -> bool:
    """Whether two readings differ in nothing but when they were made."""
    return one is not None and replace(one, read_at=None) == replace(other, read_at=None)


class How(StrEnum):
    """How a channel opened; "came": people are in it who do not count as members."""

    PUBLIC = "public"
    SHARED = "shared"
    CAME = "came"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOpening:
    """One change that lets more people read a channel; `user_ids`: those who came."""

    channel_id: str
    at: datetime
    what: How
    user_ids: tuple[str, ...] = ()

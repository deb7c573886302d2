"""The last reading of a group's channel, and the changes since the reading before."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.audience import ChannelFacts


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The platform's own word that we cannot look into a channel: `why` is its error word.

    A slow or failed answer is never one.
    """

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReading:
    """`members` are user ids in order; `read_at` None: the channel could never be read.

    While `unreadable_since` is set, the other facts are those of the last time it could.
    """

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

"""Who may see a record, and which channels may carry it: closed unless proven open."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Audience(StrEnum):
    """Who may see a record, from narrow to wide."""

    MEMBERS = "members"
    """People of member organisations who are in the group."""
    GROUP = "group"
    """Everyone in the group, observers included."""
    NETWORK = "network"
    """Every person of the roster in the workspace."""


class Record(Protocol):
    """What has an audience of its own, and entries under it: a dialogue, an action, a practice."""

    @property
    def reference(self) -> str: ...

    @property
    def group_id(self) -> int: ...

    @property
    def audience(self) -> Audience: ...


_WIDTH = {Audience.MEMBERS: 0, Audience.GROUP: 1, Audience.NETWORK: 2}


def narrowest_audience(*audiences: Audience) -> Audience:
    """What derives from several records has the narrowest of their audiences."""
    return min(audiences, key=_WIDTH.__getitem__)


def is_narrower(one: Audience, other: Audience) -> bool:
    return one is not other and narrowest_audience(one, other) is one


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelFacts:
    """A channel as the platform describes it now; `members` are user ids, bots left out."""

    channel_id: str
    name: str
    is_private: bool
    members: frozenset[str]
    bot_present: bool = True
    is_direct: bool = False
    is_shared: bool = False
    """Shared with other workspaces."""


def channel_carries(
    audience: Audience, channel: ChannelFacts, member_people: Collection[str]
) -> bool:
    """Whether everyone who can read this channel, now or later, may see the record.

    `member_people`: user ids whose organisation's kind is `member`. A public channel can be read
    by the whole workspace, a shared one by people we cannot know: neither holds what is for
    members.
    """
    if audience is not Audience.MEMBERS:
        return True
    if not channel.is_private or channel.is_shared:
        return False
    return all(user_id in member_people for user_id in channel.members)

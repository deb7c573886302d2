"""More people can read a group's channel: how it came to that, and the notice to a chair."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.delivery import Delivery
from bot.domain.group import Group


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


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPost:
    """A message of ours in a channel that shows what is for members.

    `reference`, `title`: what it is about, as the reader of the list may know it; "" for unknown.
    """

    post: Delivery
    reference: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOpened:
    """Tells a chair that more people can read the group's channel and the messages in it.

    `public`, `shared`: what became of it. `came`: ids of people in it who do not count as members.
    `posts`: the newest of those that stand there, out of `standing`.
    """

    group: Group
    public: bool = False
    shared: bool = False
    came: tuple[str, ...] = ()
    posts: tuple[StandingPost, ...] = ()
    standing: int = 0
    to_secretariat: bool = False

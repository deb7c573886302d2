"""The notice to a chair that more people can read the group's channel."""

from dataclasses import dataclass

from bot.domain.delivery import Delivery
from bot.domain.group import Group


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

"""What chairs and the secretariat are told about a group."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum

from bot.domain.action_item import ActionItem
from bot.domain.delivery import Delivery
from bot.domain.group import Group
from bot.domain.next_steps import NextStep


class Addressee(Enum):
    """As what a person gets a notice about a group."""

    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    PERSON = "person"
    """Chair or not: it is about themself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairNotice:
    """Something that a chair must know, in words (plain text), about one group.

    `step`: what they can do next, with what is called `about`; the door adds how.
    """

    group: Group
    words: str
    to: Addressee = Addressee.CHAIR
    step: NextStep | None = None
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClosedNotice:
    """No message gets through to the group's channel, or to `chair` (a name); `why` is the error
    word. `words` say how it goes on."""

    group: Group
    chair: str | None
    why: str
    words: str
    to: Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """Open actions whose officer is not there any more, in one group, the most urgent first.

    `words` (plain text) say who and why; each action has the name of the organisation that has it
    now, or "nobody yet".
    """

    group: Group
    words: str
    actions: tuple[tuple[ActionItem, str], ...] = ()
    to: Addressee = Addressee.CHAIR


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretariatNotice:
    """Something that the secretariat must know: `since` when, and paragraphs of plain text."""

    since: datetime
    words: tuple[str, ...]
    step: NextStep | None = None


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

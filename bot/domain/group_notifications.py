"""What is posted for a whole group, and what its chairs and the secretariat are told about it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum

from bot.domain.action_item import ActionItem
from bot.domain.delivery import Delivery, Notification
from bot.domain.dialogue import Dialogue
from bot.domain.digest import Digest
from bot.domain.errors import NextStep
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.recurrence_shift import ClockShift
from bot.domain.roles import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestNotification(Notification):
    """A digest for a channel; `picture`: the platform's id of its picture, once it is there.
    `reader`: with whose rights it was gathered, where it is about to be posted."""

    group: Group
    digest: Digest
    picture: str | None = None
    reader: Reader | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPreview(Notification):
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
class ClockChange(Notification):
    """To a group's channel: clocks change on `on`, and these series shift for somebody."""

    group: Group
    on: date
    series: tuple[SeriesShift, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting(Notification):
    """To a channel that Convenor was invited to; `group` None: not a working group yet."""

    group: Group | None
    inviter: Person | None
    chairs: tuple[str, ...] = ()
    """Names of those who chair today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction(Notification):
    """To a group's channel when it is set up: who chairs (names), and what Convenor does there."""

    group: Group
    chairs: tuple[str, ...] = ()


class Addressee(Enum):
    """As what a person gets a notice about a group."""

    CHAIR = "chair"
    SECRETARIAT = "secretariat"
    PERSON = "person"
    """Chair or not: it is about themself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairNotice(Notification):
    """Something that a chair must know, in words (plain text), about one group. `step`: what they
    can do next, with what is called `about`; the door adds how."""

    group: Group
    words: str
    to: Addressee = Addressee.CHAIR
    step: NextStep | None = None
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClosedNotice(Notification):
    """No message gets through to the group's channel, or to `chair` (a name); `why` is the error
    word. `words` say how it goes on."""

    group: Group
    chair: str | None
    why: str
    words: str
    to: Addressee


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn(Notification):
    """Open actions whose officer is not there any more, in one group, the most urgent first.
    `words` (plain text) say who and why; each action has the name of the organisation that has it
    now, or "nobody yet"."""

    group: Group
    words: str
    actions: tuple[tuple[ActionItem, str], ...] = ()
    to: Addressee = Addressee.CHAIR


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretariatNotice(Notification):
    """Something that the secretariat must know: `since` when, and paragraphs of plain text."""

    since: datetime
    words: tuple[str, ...]
    step: NextStep | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPost:
    """A message of ours in a channel that shows what is for members. `reference`, `title`: what it
    is about, as the reader of the list may know it; "" for unknown."""

    post: Delivery
    reference: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelOpened(Notification):
    """Tells a chair that more people can read the group's channel and the messages in it. `public`,
    `shared`: what became of it. `came`: ids of people in it who do not count as members. `posts`:
    the newest of those that stand there, out of `standing`."""

    group: Group
    public: bool = False
    shared: bool = False
    came: tuple[str, ...] = ()
    posts: tuple[StandingPost, ...] = ()
    standing: int = 0
    to_secretariat: bool = False

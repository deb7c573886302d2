"""Letters: what a delivery says, as facts; the Slack door puts them into words and blocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.action_item import ActionItem, Urgency
from bot.domain.dialogue import Answer, Dialogue, Rsvp
from bot.domain.digest import Digest
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.practice import Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueLetter:
    """A dialogue as its invitation shows it; `unsocial`: local starts of organisations at night.

    `people` are those whom the letter names, by user id.
    """

    dialogue: Dialogue
    group: Group
    rsvps: tuple[Rsvp, ...] = ()
    unsocial: tuple["LocalStart", ...] = ()
    people: Mapping[str, Person] = field(default_factory=dict)
    chairs: tuple[str, ...] = ()

    def count(self, answer: Answer) -> int:
        return sum(1 for r in self.rsvps if r.answer is answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStart:
    """What time a dialogue starts for one organisation; `days_off` is -1, 0 or 1 calendar days."""

    organisation: str
    zone: str
    clock: str
    days_off: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement(DialogueLetter):
    """The invitation with its RSVP buttons, kept up to date in place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(DialogueLetter):
    """So many minutes before the start, to the channel or (ten minutes) to one who comes."""

    minutes_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNotice(DialogueLetter):
    """The dialogue was moved (`was` says from when, in words) or cancelled (`was` is None)."""

    was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """One person's one private nudge of a working morning; `today` is their local date."""

    person: Person
    today: date
    actions: tuple[tuple[Urgency, ActionItem], ...] = ()
    unanswered: tuple[Dialogue, ...] = ()
    """Dialogues within two days that wait for this person's answer."""
    unowned: tuple[ActionItem, ...] = ()
    """For chairs: open actions that nobody owns yet."""
    groups: Mapping[int, Group] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not (self.actions or self.unanswered or self.unowned)


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCard:
    """A published card for a group's channel."""

    practice: Practice
    group: Group
    organisation: str | None
    author: str = ""
    """The author's display name; it is shown as text and pings nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOutcome:
    """To the author: published, returned or declined."""

    practice: Practice
    group: Group
    reviewer: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestLetter:
    """A week's digest for a channel."""

    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPreview:
    """To a chair, before the weekly digest is posted at `posts_at`, so that it can be held.

    `complete` is False where it was not known who reads the channel: the channel may get more.
    """

    digest: Digest
    posts_at: datetime
    occurrence: str
    revision: int
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairNotice:
    """Something that a chair must know, in words (plain text), about one group."""

    group: Group
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """To a channel that Convenor was invited to; `group` None: not a working group yet."""

    group: Group | None
    inviter: Person | None
    chairs: tuple[str, ...] = ()
    """Names of those who chair today."""


Letter = (
    Announcement
    | Reminder
    | ChangeNotice
    | Morning
    | PracticeCard
    | PracticeOutcome
    | DigestLetter
    | DigestPreview
    | ChairNotice
    | Greeting
)


@dataclass(frozen=True, slots=True)
class Gone:
    """The look before the send found nothing to say: `why` in a short word ("cancelled")."""

    why: str

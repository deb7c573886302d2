"""A good practice: a card about what worked for digital or media literacy, reviewed and shared.

Beside it: which organisations use it, and its notifications, as facts.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.delivery import Notification
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.reference import PRACTICE, render_reference
from bot.languages import N_


class PracticeStatus(StrEnum):
    SUBMITTED = N_("submitted")
    PUBLISHED = N_("published")
    RETURNED = N_("returned")
    DECLINED = N_("declined")
    WITHDRAWN = N_("withdrawn")


class Evidence(StrEnum):
    IDEA = N_("idea")
    PILOT = N_("pilot")
    EVALUATED = N_("evaluated")


class Public(StrEnum):
    """The people that the practice was made for; the words are shown, translated."""

    CHILDREN = N_("children")
    YOUNG_PEOPLE = N_("young people")
    PARENTS = N_("parents and carers")
    EDUCATORS = N_("educators")
    OLDER_PEOPLE = N_("older people")
    GENERAL = N_("general public")


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """`countries` are codes of `COUNTRIES`, `language` a BCP 47 tag, `topics` tags."""

    number: int
    group_id: int
    title: str
    summary: str
    what_was_done: str
    publics: tuple[Public, ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...]
    organisation_id: int | None
    language: str = "en"
    evidence: Evidence = Evidence.IDEA
    link: str | None = None
    contact: str | None = None
    audience: Audience = Audience.GROUP
    review_by: date
    status: PracticeStatus = PracticeStatus.SUBMITTED
    author: str
    comment: str | None = None
    """The words of who returned, declined or withdrew it."""
    reviewed_by: str | None = None
    """Who last published, returned, declined or withdrew it."""
    created_at: datetime
    settled_at: datetime | None = None
    """When it was last published, returned, declined or withdrawn."""
    revision: int = 1
    """Counts what was sent in, edited and withdrawn, so that each is answered and told once."""
    sent_at: datetime | None = None
    """When it was last sent for review again."""
    edited_at: datetime | None = None
    """When its author last changed it while it waits or is published; None once a chair has
    decided on that, or looked at it."""

    @property
    def reference(self) -> str:
        return render_reference(PRACTICE, self.number)

    @property
    def waits(self) -> bool:
        """Whether a chair has to look at it."""
        return self.status is PracticeStatus.SUBMITTED or self.edited_at is not None

    @property
    def waits_since(self) -> datetime:
        """Since when it waits for a chair, where it does; a change before that keeps its place."""
        edited = self.edited_at if self.status is PracticeStatus.PUBLISHED else None
        return edited or self.sent_at or self.created_at

    @property
    def has_unseen_edit(self) -> bool:
        """Whether it is published in words of its author that no chair has looked at."""
        return self.status is PracticeStatus.PUBLISHED and self.edited_at is not None

    def may_stand_in(self, group: Group) -> bool:
        """Whether it may be posted to this group's channel; who reads there is asked at the post.
        Only what is for the whole network leaves its own group."""
        return self.audience is Audience.NETWORK or group.id == self.group_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicList:
    """The topics that a group's chairs keep; `free`: cards may have others too."""

    topics: tuple[str, ...] = ()
    free: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One organisation uses one practice: from `adopted_at` on, until `ended_at` if it is set."""

    number: int
    organisation_id: int
    note: str | None = None
    audience: Audience
    """The practice's when this was recorded; it stays, as that of any entry under a record."""
    adopted_by: str
    adopted_at: datetime
    ended_at: datetime | None = None
    told_on: date | None = None
    """The author's local date on which they hear of it; None: they are not told."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How many organisations use a practice, and in how many countries they are."""

    organisations: int = 0
    countries: int = 0


NO_USE = Usage()


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCard(Notification):
    """A published card for a group's channel."""

    practice: Practice
    group: Group
    organisation: str | None
    author: str = ""
    """The author's display name; it is shown as text and pings nobody."""
    usage: Usage = NO_USE


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeSpotlight(PracticeCard):
    """A published card that a group's channel is shown again; `group` is the channel's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePastReview(Notification):
    """To the author, else to a chair: is it still good? `asks` False: that is answered. `own`: the
    recipient is the author, whose display name is `author`."""

    practice: Practice
    group: Group
    author: str
    own: bool
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAdopted(Notification):
    """To the author: organisations that now use the practice, each with its note or ""."""

    practice: Practice
    news: tuple[tuple[str, str], ...]
    usage: Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOutcome(Notification):
    """To the author: published, returned, declined or withdrawn."""

    practice: Practice
    group: Group
    reviewer: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEdited(Notification):
    """To the author: a chair, by name where it is known, has changed these fields of the card."""

    practice: Practice
    group: Group
    chair: str | None
    fields: str


@dataclass(frozen=True, slots=True)
class PracticeWithdrawn(Notification):
    """In place of the posted card."""

    reference: str

"""A good practice: a card about what worked for digital or media literacy, reviewed and shared."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.reference import PRACTICE, render_reference


class PracticeStatus(StrEnum):
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    RETURNED = "returned"
    DECLINED = "declined"


class Evidence(StrEnum):
    IDEA = "idea"
    PILOT = "pilot"
    EVALUATED = "evaluated"


class Public(StrEnum):
    """The people that the practice was made for; the words are shown unchanged."""

    CHILDREN = "children"
    YOUNG_PEOPLE = "young people"
    PARENTS = "parents and carers"
    EDUCATORS = "educators"
    OLDER_PEOPLE = "older people"
    GENERAL = "general public"


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
    """The reviewer's words when it was returned or declined."""
    reviewed_by: str | None = None
    created_at: datetime
    settled_at: datetime | None = None
    """When it was last published, returned or declined."""
    revision: int = 1
    """Counts submissions of the same card, so that each gets an answer of its own."""

    @property
    def reference(self) -> str:
        return render_reference(PRACTICE, self.number)

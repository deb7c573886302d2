"""Notifications about practices: what each says, as facts."""

from dataclasses import dataclass

from bot.domain.adoption import NO_USE, Usage
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.practice import Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeCard:
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
class PracticePastReview:
    """To the author, else to a chair: is it still good? `asks` False: that is answered.

    `own`: the recipient is the author, whose display name is `author`.
    """

    practice: Practice
    group: Group
    author: str
    own: bool
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAdopted:
    """To the author: organisations that now use the practice, each with its note or ""."""

    practice: Practice
    news: tuple[tuple[str, str], ...]
    usage: Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeOutcome:
    """To the author: published, returned, declined or withdrawn."""

    practice: Practice
    group: Group
    reviewer: Person | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEdited:
    """To the author: a chair, by name where it is known, has changed these fields of the card."""

    practice: Practice
    group: Group
    chair: str | None
    fields: str


@dataclass(frozen=True, slots=True)
class PracticeWithdrawn:
    """In place of the posted card."""

    reference: str

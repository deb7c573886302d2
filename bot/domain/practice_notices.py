"""News of a card after its publication, as facts."""

from dataclasses import dataclass

from bot.domain.group import Group
from bot.domain.practice import Practice


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

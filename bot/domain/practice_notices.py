"""News of a card after its publication, as facts."""

from dataclasses import dataclass

from bot.domain.group import Group
from bot.domain.practice import Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEdited:
    """To the author: a chair, by name, has changed the card; `fields` says what, in words."""

    practice: Practice
    group: Group
    chair: str
    fields: str


@dataclass(frozen=True, slots=True)
class PracticeWithdrawn:
    """In place of the posted card."""

    reference: str

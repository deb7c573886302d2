"""What one act changed, kept for ten minutes so that the person who did it can undo it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.action_item import ActionItem
from bot.domain.dialogue import Dialogue
from bot.domain.dialogue_revision import SeriesLink
from bot.domain.recurrence import Series

UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStep:
    """One act: each record that it changed as it was before, and as it was made.

    `did`: the act in the words of the journal. `links`: what tied series together before.
    `undone_at`: None until it was undone.
    """

    id: int = 0
    who: str
    at: datetime
    did: str
    actions: tuple[tuple[ActionItem, ActionItem], ...] = ()
    dialogues: tuple[tuple[Dialogue, Dialogue], ...] = ()
    series: tuple[tuple[Series, Series], ...] = ()
    links: tuple[SeriesLink, ...] = ()
    made: tuple[ActionItem, ...] = ()
    """The next ones of recurring actions, which were made by the act."""
    undone_at: datetime | None = None

"""Redraws posted messages without a record when it gets fewer readers."""

from datetime import datetime

from bot.domain.delivery import GATHERED_KINDS, SubjectType
from bot.domain.dialogue import Dialogue
from bot.ports.unit_of_work import UnitOfWork


def redraw_gathered(group_id: int, since: datetime, *, work: UnitOfWork) -> tuple[str, ...]:
    """Mark the group's posts that may name a record made at `since`; the recipient of each."""
    return tuple(
        recipient
        for subject_type, kinds in GATHERED_KINDS
        for recipient in work.deliveries.mark_stale(subject_type, str(group_id), kinds, since=since)
    )


def redraw_posts_of(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[str, ...]:
    """The same, and every message about the dialogue itself, direct messages too."""
    own = work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference)
    return own + redraw_gathered(dialogue.group_id, dialogue.created_at, work=work)

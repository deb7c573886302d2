"""Cancels a dialogue: nothing more is sent for it but the notice, where it was announced."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.delivery import SubjectType
from bot.domain.dialogue import DialogueStatus
from bot.domain.limits import SUMMARY, checked
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.dialogues import owing
from bot.use_cases.dialogues.checking import find_to_change
from bot.use_cases.dialogues.revising import Changed, refresh


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelDialogue:
    """`reason` is told to everyone who was invited."""

    number: int
    reason: str | None = None


def cancel(wish: CancelDialogue, *, reader: Reader, work: UnitOfWork, now: datetime) -> Changed:
    """It stays to be seen, as cancelled; cancelling is not undone."""
    before, group = find_to_change(wish.number, reader=reader, work=work, now=now)
    reason = checked(wish.reason, SUMMARY, field="reason", what="The reason", needed=False)
    after = replace(
        before,
        status=DialogueStatus.CANCELLED,
        reason=reason or None,
        sequence=before.sequence + 1,
    )
    work.dialogues.change(after)
    work.journal.record(reader.user_id, "cancelled", after.reference, now, after.reason)
    work.deliveries.withdraw(SubjectType.DIALOGUE, after.reference, why="cancelled", now=now)
    refresh(after, work=work)
    work.deliveries.owe([owing.cancelled(after, group, now)], now)
    return Changed(before=before, after=after, group=group)

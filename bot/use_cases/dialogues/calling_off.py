"""Cancels one dialogue, as part of whatever cancels it: nothing more is sent for it."""

from dataclasses import replace
from datetime import datetime

from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Dialogue, DialogueStatus
from bot.domain.drop_reasons import DropReason
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.dialogues.revising import refresh


def call_off(
    before: Dialogue, reason: str | None, *, who: str, work: UnitOfWork, now: datetime
) -> Dialogue:
    """The cancelled dialogue, kept; what was owed for it is withdrawn, its invitation refreshed."""
    after = replace(
        before,
        status=DialogueStatus.CANCELLED,
        reason=reason,
        sequence=before.sequence + 1,
        changed_at=now,
    )
    work.dialogues.change(after)
    work.journal.record(who, "cancelled", after, now, after.reason)
    work.deliveries.withdraw(
        SubjectType.DIALOGUE, after.reference, why=DropReason.CANCELLED, now=now
    )
    refresh(after, work=work)
    return after

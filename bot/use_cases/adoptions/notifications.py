"""The look before an author is told who uses their practice."""

from datetime import date

from bot.domain import DropReason, Gone, PracticeStatus
from bot.domain.delivery import Delivery
from bot.domain.practice import PracticeAdopted
from bot.use_cases.context import Context


def build_notification(delivery: Delivery, context: Context) -> PracticeAdopted | Gone:
    """What is still so of that day's news."""
    work = context.work
    practice = work.practices.get(context.reader, int(delivery.subject_id))
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    if practice.status is not PracticeStatus.PUBLISHED:
        return Gone(DropReason.NOT_PUBLISHED)
    day = date.fromisoformat(delivery.occurrence)
    found = work.adoptions.told_on(context.reader, practice, day)
    if not found:
        return Gone(DropReason.NOT_USED)
    organisations = work.organisations.names()
    return PracticeAdopted(
        practice=practice,
        news=tuple((organisations[one.organisation_id], one.note or "") for one in found),
        usage=work.adoptions.usage_of(context.reader, [practice])[practice.number],
    )

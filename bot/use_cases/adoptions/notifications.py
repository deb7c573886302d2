"""Tells the author of a practice who uses it: owed when it begins, checked before the send.

Each organisation is news about a card once, however often it stops and begins again.
"""

from datetime import date, timedelta

from bot.domain import DropReason, Gone, MessageKind, Owed, Practice, PracticeStatus
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.practice import PracticeAdopted
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import owed_mornings
from bot.use_cases.owing import owed_message


def adoption_news(delivery: Delivery, context: Context) -> PracticeAdopted | Gone:
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


SHOWN_IN = (MessageKind.CARD, MessageKind.SPOTLIGHT, MessageKind.ADOPTED)
"""Messages that tell who uses a practice."""
_AHEAD = timedelta(days=30)


def owed_news(practice: Practice, organisation_id: int, context: Context) -> Owed | None:
    """To the author on their next working morning; one message for all that is news by then.

    None for their own organisation, for one that they know of already, and where they have left.
    `occurrence` is the author's local date.
    """
    work = context.work
    author = work.people.get(practice.author)
    if author is None or not author.active:
        return None
    own = author.organisation is not None and author.organisation.id == organisation_id
    if own or work.adoptions.was_told(practice.number, organisation_id):
        return None
    morning = next(owed_mornings(author, context.now, _AHEAD, work.holidays))
    about, readers = (SubjectType.PRACTICE, str(practice.number)), practice.audience
    to, at, day = author.user_id, morning.due_at, morning.occurrence
    return owed_message(MessageKind.ADOPTED, about, to, at, readers, occurrence=day)


def redraw_use(practice: Practice, work: UnitOfWork) -> None:
    """Bring what was posted up to date with who uses the practice."""
    work.deliveries.mark_stale(SubjectType.PRACTICE, str(practice.number), SHOWN_IN)

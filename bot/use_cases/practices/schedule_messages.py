"""What a review owes: the card to channels, and what became of it to its author."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain import Group, MessageKind, Owed, Practice, PracticeStatus
from bot.domain.delivery import SubjectType


def owed_for_review(practice: Practice, groups: Iterable[Group], now: datetime) -> tuple[Owed, ...]:
    """Each submission is answered once, because its revision is in the key.

    `groups`: to whose channels a published card goes.
    """
    told = owed_to_author(MessageKind.OUTCOME, practice, now)
    if practice.status is not PracticeStatus.PUBLISHED:
        return (told,)
    posts = (_owed_review(MessageKind.CARD, practice, g.channel_id, now) for g in groups)
    return (*posts, told)


def owed_to_author(kind: MessageKind, practice: Practice, now: datetime) -> Owed:
    return _owed_review(kind, practice, practice.author, now)


def _owed_review(kind: MessageKind, practice: Practice, recipient: str, now: datetime) -> Owed:
    return Owed(
        kind=kind,
        subject_type=SubjectType.PRACTICE,
        subject_id=str(practice.number),
        revision=practice.revision,
        recipient=recipient,
        due_at=now,
        useful_until=kind.useful_until(now),
        audience=practice.audience,
    )

"""What a review owes: the card to the group's channel, and its outcome to the author."""

from datetime import datetime, timedelta

from bot.domain.delivery import Owed, SubjectType
from bot.domain.group import Group
from bot.domain.practice import Practice, PracticeStatus

CARD, OUTCOME = "practice.card", "practice.outcome"
USEFUL_FOR = timedelta(days=14)


def owed_for_review(practice: Practice, group: Group, now: datetime) -> tuple[Owed, ...]:
    """Each submission is answered once, because its revision is in the key."""
    told = _owed_review(OUTCOME, practice, practice.author, now)
    if practice.status is not PracticeStatus.PUBLISHED:
        return (told,)
    return (_owed_review(CARD, practice, group.channel_id, now), told)


def _owed_review(kind: str, practice: Practice, recipient: str, now: datetime) -> Owed:
    return Owed(
        kind=kind,
        subject_type=SubjectType.PRACTICE,
        subject_id=str(practice.number),
        revision=practice.revision,
        recipient=recipient,
        due_at=now,
        useful_until=now + USEFUL_FOR,
        audience=practice.audience,
    )

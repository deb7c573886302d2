"""What is owed about minutes: the chair's draft, one that is circulated, a sealed version."""

from datetime import datetime

from bot.domain import MessageKind, Owed
from bot.domain.delivery import SubjectType
from bot.domain.minutes import Minutes


def owed_minutes(
    kind: MessageKind,
    minutes: Minutes,
    recipient: str,
    due_at: datetime,
    *,
    occurrence: str = "",
    revision: int = 1,
) -> Owed:
    """Their subject is the dialogue, and only their readers get it."""
    return Owed(
        kind=kind,
        subject_type=SubjectType.DIALOGUE,
        subject_id=minutes.reference,
        occurrence=occurrence,
        revision=revision,
        recipient=recipient,
        due_at=due_at,
        useful_until=kind.useful_until(due_at),
        audience=minutes.audience,
    )

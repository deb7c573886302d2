"""A notice about a group, owed to single people by direct message."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain import Audience, Group, MessageKind, Owed
from bot.domain.delivery import SubjectType


def group_notices(
    kind: MessageKind,
    group: Group,
    occurrence: str,
    recipients: Iterable[str],
    due_at: datetime,
    *,
    audience: Audience = Audience.MEMBERS,
) -> list[Owed]:
    """One for each user id; owed with the same occurrence again it is nothing new."""
    return [
        Owed(
            kind=kind,
            subject_type=SubjectType.GROUP,
            subject_id=str(group.id),
            occurrence=occurrence,
            recipient=user_id,
            due_at=due_at,
            useful_until=kind.useful_until(due_at),
            audience=audience,
        )
        for user_id in sorted(set(recipients))
    ]

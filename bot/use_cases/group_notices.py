"""A notice about a group, owed to single people by direct message."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, SubjectType
from bot.domain.group import Group
from bot.domain.message_kind import MessageKind


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

"""Owed by way of a group: notices to people, and the reply below a message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Audience, Group, MessageKind, Owed
from bot.domain.audience import Record, channel_carries
from bot.domain.delivery import SubjectType
from bot.use_cases.context import Context
from bot.use_cases.identify import member_people


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSource:
    """A message of a channel; `thread`: the one that heads its thread; `link`: "" for none."""

    channel_id: str
    thread: str
    link: str


def leave_reply(
    kind: MessageKind, record: Record, source: MessageSource | None, group: Group, context: Context
) -> bool:
    """Owe the reply in the group's own channel, where all may see the record; whether it is owed.

    Who reads the channel is asked again when it is sent.
    """
    channel = context.presence.get(group.channel_id)
    if source is None or source.channel_id != group.channel_id or channel is None:
        return False
    if not channel_carries(record.audience, channel, member_people(group, work=context.work)):
        return False
    owed = Owed(
        kind=kind,
        subject_type=SubjectType.GROUP,
        subject_id=str(group.id),
        occurrence=f"{record.reference} {source.thread}",
        recipient=group.channel_id,
        due_at=context.now,
        useful_until=kind.useful_until(context.now),
        audience=Audience.GROUP,
    )
    context.work.deliveries.owe([owed], context.now)
    return True

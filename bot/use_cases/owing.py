"""What is owed: a message about a subject, notices of a group to people, a reply in a thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Audience, Group, MessageKind, Owed
from bot.domain.audience import Record, channel_carries
from bot.domain.delivery import Delivery, SubjectType
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.identify import member_people


def owed_message(
    kind: MessageKind,
    about: tuple[SubjectType, str],
    recipient: str,
    due_at: datetime,
    audience: Audience,
    *,
    occurrence: str = "",
    revision: int = 1,
    begins: datetime | None = None,
) -> Owed:
    """Useful for as long as its kind is. `begins`: when its subject does, where that counts."""
    return Owed(
        kind=kind,
        subject_type=about[0],
        subject_id=about[1],
        occurrence=occurrence,
        revision=revision,
        recipient=recipient,
        due_at=due_at,
        useful_until=kind.useful_until(due_at, begins),
        audience=audience,
    )


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
    about = about_group(group)
    to = sorted(set(recipients))
    return [owed_message(kind, about, u, due_at, audience, occurrence=occurrence) for u in to]


def messages_owed(
    recipient: str, kind: MessageKind, subject_id: str, since: datetime, work: UnitOfWork
) -> list[Delivery]:
    """What was owed to them about this since then, whatever became of it."""
    rows = work.deliveries.of_recipient(recipient, since)
    return [row for row in rows if (row.kind, row.subject_id) == (kind, subject_id)]


def about_group(group: Group) -> tuple[SubjectType, str]:
    return SubjectType.GROUP, str(group.id)


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
    Who reads the channel is asked again when it is sent."""
    channel = context.presence.get(group.channel_id)
    if source is None or source.channel_id != group.channel_id or channel is None:
        return False
    if not channel_carries(record.audience, channel, member_people(group, work=context.work)):
        return False
    about = about_group(group)
    made_from = f"{record.reference} {source.thread}"
    to, now, everyone = group.channel_id, context.now, Audience.GROUP
    owed = owed_message(kind, about, to, now, everyone, occurrence=made_from)
    context.work.deliveries.owe([owed], context.now)
    return True

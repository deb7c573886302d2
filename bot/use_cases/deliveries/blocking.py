"""Holds what is owed where no message gets through, and lets it flow again; both are told once."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import Group, MessageKind
from bot.domain.delivery import FIRST_PROBE, Delivery, SubjectType
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.group_notices import group_notices
from bot.use_cases.groups.blocked_notices import episode_of, read_episode


def hold_recipient(
    recipient: str,
    error: str,
    *,
    work: UnitOfWork,
    now: datetime,
    secretariat: Collection[str] = (),
    first: timedelta = FIRST_PROBE,
    jitter: float = 1.0,
) -> None:
    """The platform has refused a message for this recipient with this error word.

    `secretariat`: user ids that the settings name. `first`, `jitter`: see pause_before_probe.
    """
    news = work.recipients.block(recipient, error=error, now=now, first=first, jitter=jitter)
    block = work.recipients.block_of(recipient)
    if not news or block is None:
        return
    named = frozenset(secretariat) | work.people.secretariat_ids()
    told = _to_tell(recipient, named, work=work, now=now)
    for group, user_ids in told:
        work.deliveries.owe(
            group_notices(MessageKind.BLOCKED, group, episode_of(block), user_ids, now), now
        )


def release_recipient(recipient: str, *, work: UnitOfWork, now: datetime) -> bool:
    """Let it flow again, and tell those who were told that it was closed; whether it was."""
    block = work.recipients.block_of(recipient)
    if block is None:
        return False
    work.recipients.unblock(recipient)
    for group in work.groups.all():
        sent = work.deliveries.posted_about(SubjectType.GROUP, str(group.id), MessageKind.BLOCKED)
        told = [notice.recipient for notice in sent if notice.occurrence == episode_of(block)]
        work.deliveries.owe(
            group_notices(MessageKind.REOPENED, group, episode_of(block), told, now), now
        )
    return True


def release_if_reached(delivery: Delivery, *, work: UnitOfWork, now: datetime) -> None:
    """`delivery` was posted; attempts before the block say nothing about it."""
    block = work.recipients.block_of(delivery.recipient)
    if block is not None and (delivery.attempted_at or now) >= block.blocked_at:
        release_recipient(delivery.recipient, work=work, now=now)
    if delivery.kind is MessageKind.BLOCKED:
        _tell_if_over(delivery, work=work, now=now)


def _tell_if_over(notice: Delivery, *, work: UnitOfWork, now: datetime) -> None:
    """The block may have ended while its notice was under way."""
    block = work.recipients.block_of(read_episode(notice)[0])
    group = work.groups.get(int(notice.subject_id))
    if group is not None and (block is None or episode_of(block) != notice.occurrence):
        over = group_notices(
            MessageKind.REOPENED, group, notice.occurrence, [notice.recipient], now
        )
        work.deliveries.owe(over, now)


def _to_tell(
    recipient: str, secretariat: Collection[str], *, work: UnitOfWork, now: datetime
) -> Iterator[tuple[Group, list[str]]]:
    """Who hears of a blocked recipient. For a channel: its group's chairs, or the secretariat
    where no chair can be written to. For a chair: the secretariat. For anyone else: nobody."""
    blocked = work.recipients.errors_of_blocked()
    others = sorted(user_id for user_id in secretariat if user_id not in blocked)
    for group in work.groups.all():
        today = now.astimezone(ZoneInfo(group.zone)).date()
        chairs = work.roles.of_group(group.id).chairs_on(today)
        if recipient == group.channel_id:
            reached = [chair for chair in chairs if chair not in blocked]
            yield group, reached or others
        elif recipient in chairs:
            yield group, others

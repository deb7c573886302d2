"""Holds what is owed where no message gets through, and lets it flow again; both are told once.

The occurrence of both notices is the episode: who is blocked, and since when ("C0123@…").
"""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from bot.domain import DropReason, Gone, Group, MessageKind
from bot.domain.delivery import FIRST_PROBE, BlockedRecipient, Delivery, SubjectType, is_person
from bot.domain.group_notifications import Addressee, ChairNotice, PlaceClosedNotice
from bot.domain.wording import at_name, spell_moment
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.owing import group_notices
from bot.use_cases.terms import chairs_at


def blocked_notice(delivery: Delivery, group: Group, context: Context) -> PlaceClosedNotice | Gone:
    """What is closed, what waits, when it is tried again, and what somebody must do."""
    work = context.work
    block = work.recipients.block_of(read_episode(delivery)[0])
    if block is None or episode_of(block) != delivery.occurrence:
        return Gone(DropReason.REACHABLE)
    reading = work.channels.get(block.recipient)
    if reading is not None and not reading.readable:
        return Gone(DropReason.TOLD)  # in fuller words, when the channel closed
    chair = _name_recipient(block.recipient, work) if is_person(block.recipient) else None
    return PlaceClosedNotice(
        group=group,
        chair=chair,
        why=block.error,
        words=_(
            "What is due there waits for as long as it is useful. I try again by myself: with the "
            "first message that is due after {moment}, and later at least every six hours while "
            "something is due.",
            moment=spell_moment(block.probe_at, group.zone),
        ),
        to=_addressee(delivery, group, work),
    )


def reopened_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """To those who were told that it was closed, unless it is closed again by now."""
    work = context.work
    recipient = read_episode(delivery)[0]
    if work.recipients.block_of(recipient) is not None:
        return Gone(DropReason.CLOSED_AGAIN)
    words = _(
        "I can post in the channel of {group} again. What waited there and is still useful comes "
        "now.",
        group=group.name,
    )
    if is_person(recipient):
        words = _(
            "I can post direct messages to {person} again. What waited there and is still useful "
            "comes now.",
            person=_name_recipient(recipient, work),
        )
    return ChairNotice(group=group, words=words, to=_addressee(delivery, group, work))


def episode_of(block: BlockedRecipient) -> str:
    return f"{block.recipient}@{block.blocked_at.isoformat()}"


def read_episode(delivery: Delivery) -> tuple[str, str]:
    """Who was blocked, and since when (ISO 8601), in a notice of this kind."""
    recipient, _, since = delivery.occurrence.partition("@")
    return recipient, since


def _name_recipient(recipient: str, work: UnitOfWork) -> str:
    person = work.people.get(recipient)
    return at_name(person.name) if person else recipient


def _addressee(delivery: Delivery, group: Group, work: UnitOfWork) -> Addressee:
    """The secretariat is told in place of the chairs."""
    terms = work.roles.of_group(group.id).terms
    chaired = any(term.user_id == delivery.recipient for term in terms)
    return Addressee.CHAIR if chaired else Addressee.SECRETARIAT


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
    """The platform has refused a message for this recipient with this error word. `secretariat`:
    user ids that the settings name. `first`, `jitter`: see pause_before_probe."""
    news = work.recipients.block(recipient, error=error, now=now, first=first, jitter=jitter)
    block = work.recipients.block_of(recipient)
    if not news or block is None:
        return
    named = frozenset(secretariat) | work.people.secretariat_ids()
    for group, user_ids in _to_tell(recipient, named, work=work, now=now):
        notices = group_notices(MessageKind.BLOCKED, group, episode_of(block), user_ids, now)
        work.deliveries.owe(notices, now)


def release_recipient(recipient: str, *, work: UnitOfWork, now: datetime) -> bool:
    """Let it flow again, and tell those who were told that it was closed; whether it was."""
    block = work.recipients.block_of(recipient)
    if block is None:
        return False
    work.recipients.unblock(recipient)
    for group in work.groups.all():
        sent = work.deliveries.posted_about(SubjectType.GROUP, str(group.id), MessageKind.BLOCKED)
        told = [notice.recipient for notice in sent if notice.occurrence == episode_of(block)]
        notices = group_notices(MessageKind.REOPENED, group, episode_of(block), told, now)
        work.deliveries.owe(notices, now)
    return True


def release_if_reached(delivery: Delivery, *, work: UnitOfWork, now: datetime) -> None:
    """`delivery` was posted; attempts before the block say nothing about it."""
    block = work.recipients.block_of(delivery.recipient)
    if block is not None and (delivery.attempted_at or now) >= block.blocked_at:
        release_recipient(delivery.recipient, work=work, now=now)
    group = (
        work.groups.get(int(delivery.subject_id)) if delivery.kind is MessageKind.BLOCKED else None
    )
    if group is not None:  # the block may have ended while its notice was under way
        block = work.recipients.block_of(read_episode(delivery)[0])
        if block is None or episode_of(block) != delivery.occurrence:
            to = [delivery.recipient]
            over = group_notices(MessageKind.REOPENED, group, delivery.occurrence, to, now)
            work.deliveries.owe(over, now)


def _to_tell(
    recipient: str, secretariat: Collection[str], *, work: UnitOfWork, now: datetime
) -> Iterator[tuple[Group, list[str]]]:
    """Who hears of a blocked recipient. For a channel: its group's chairs, or the secretariat
    where no chair can be written to. For a chair: the secretariat. For anyone else: nobody."""
    blocked = work.recipients.errors_of_blocked()
    others = sorted(user_id for user_id in secretariat if user_id not in blocked)
    for group in work.groups.all():
        chairs = chairs_at(group, now, work)
        if recipient == group.channel_id:
            yield group, [chair for chair in chairs if chair not in blocked] or others
        elif recipient in chairs:
            yield group, others

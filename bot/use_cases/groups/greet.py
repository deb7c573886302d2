"""Owes a channel two messages: a greeting when invited, and word of the group's set-up."""

from dataclasses import dataclass

from bot.domain import Audience, DropReason, Group, MessageKind, Owed
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.group_notifications import Introduction
from bot.use_cases.context import Context
from bot.use_cases.roster.terms import today_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Greet:
    """`moment` is the invitation's event ts; `inviter` a user id where the platform names one."""

    channel_id: str
    moment: str
    inviter: str | None = None


def greet_channel(wish: Greet, context: Context) -> bool:
    """Owe the greeting, once for each invitation; whether it is new."""
    owed = Owed(
        kind=MessageKind.GREETING,
        subject_type=SubjectType.GROUP,
        subject_id=wish.channel_id,
        occurrence=f"{wish.moment} {wish.inviter or ''}".strip(),
        recipient=wish.channel_id,
        due_at=context.now,
        useful_until=MessageKind.GREETING.useful_until(context.now),
        audience=Audience.GROUP,
    )
    return context.work.deliveries.owe([owed], context.now) > 0


def inviter_of(occurrence: str) -> str | None:
    """The user id that `greet_channel` kept in a delivery's occurrence."""
    return occurrence.partition(" ")[2] or None


def introduce_group(group: Group, context: Context) -> None:
    """Owe it once for each change of the set-up; one that is not sent yet gives way."""
    now = context.now
    about = str(group.id)
    context.work.deliveries.withdraw(
        SubjectType.GROUP, about, why=DropReason.SET_UP_AGAIN, now=now, kinds=[MessageKind.SET_UP]
    )
    owed = Owed(
        kind=MessageKind.SET_UP,
        subject_type=SubjectType.GROUP,
        subject_id=about,
        occurrence=now.isoformat(),
        recipient=group.channel_id,
        due_at=now,
        useful_until=MessageKind.SET_UP.useful_until(now),
        audience=Audience.GROUP,
    )
    context.work.deliveries.owe([owed], now)


def build_introduction(_delivery: Delivery, group: Group, context: Context) -> Introduction:
    """The set-up as it is now."""
    chairs = context.work.roles.of_group(group.id).chairs_on(today_in(group, context.now))
    people = context.work.people.by_ids(chairs)
    return Introduction(group=group, chairs=tuple(people[c].name for c in chairs if c in people))

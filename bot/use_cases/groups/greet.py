"""Owes a channel two messages: a greeting when invited, and word of the group's set-up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.audience import Audience
from bot.domain.delivery import Delivery, Owed, SubjectType
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.notifications import Introduction
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.terms import today_in

GREETING = "group.greeting"
USEFUL_FOR = timedelta(hours=12)


SET_UP = "group.set_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Greet:
    """`moment` is the invitation's event ts; `inviter` a user id where Slack names one."""

    channel_id: str
    moment: str
    inviter: str | None = None


def greet_channel(wish: Greet, *, work: UnitOfWork, now: datetime) -> bool:
    """Owe the greeting, once for each invitation; whether it is new."""
    owed = Owed(
        kind=GREETING,
        subject_type=SubjectType.GROUP,
        subject_id=wish.channel_id,
        occurrence=f"{wish.moment} {wish.inviter or ''}".strip(),
        recipient=wish.channel_id,
        due_at=now,
        useful_until=now + USEFUL_FOR,
        audience=Audience.GROUP,
    )
    return work.deliveries.owe([owed], now) > 0


def inviter_of(occurrence: str) -> str | None:
    """The user id that `greet_channel` kept in a delivery's occurrence."""
    return occurrence.partition(" ")[2] or None


def introduce_group(group: Group, *, work: UnitOfWork, now: datetime) -> None:
    """Owe it once for each change of the set-up; one that is not sent yet gives way."""
    about = str(group.id)
    work.deliveries.withdraw(
        SubjectType.GROUP, about, why=DropReason.SET_UP_AGAIN, now=now, kinds=[SET_UP]
    )
    owed = Owed(
        kind=SET_UP,
        subject_type=SubjectType.GROUP,
        subject_id=about,
        occurrence=now.isoformat(),
        recipient=group.channel_id,
        due_at=now,
        useful_until=now + USEFUL_FOR,
        audience=Audience.GROUP,
    )
    work.deliveries.owe([owed], now)


def build_introduction(
    _delivery: Delivery, group: Group, *, work: UnitOfWork, now: datetime
) -> Introduction:
    """The set-up as it is now."""
    chairs = work.roles.of_group(group.id).chairs_on(today_in(group, now))
    people = work.people.by_ids(chairs)
    return Introduction(group=group, chairs=tuple(people[c].name for c in chairs if c in people))

"""Owes a group's channel an introduction: who chairs, and what Convenor does there."""

from datetime import datetime

from bot.domain.audience import Audience
from bot.domain.delivery import Delivery, Owed, SubjectType
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Introduction
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.roster.terms import today_in


def introduce(group: Group, *, work: UnitOfWork, now: datetime) -> None:
    """Owe it once for each change of the set-up; one that is not sent yet gives way."""
    about = str(group.id)
    work.deliveries.withdraw(
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
    work.deliveries.owe([owed], now)


def introduction(_delivery: Delivery, group: Group, context: Context) -> Introduction:
    """The set-up as it is now."""
    chairs = context.work.roles.of(group.id).chairs_on(today_in(group, context.now))
    people = context.work.people.among(chairs)
    return Introduction(group=group, chairs=tuple(people[c].name for c in chairs if c in people))

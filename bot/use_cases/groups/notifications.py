"""Greets a channel, introduces its group, and tells chairs what was kept private."""

from dataclasses import dataclass

from bot.domain import Audience, DropReason, Gone, Group, MessageKind, NotFound, Owed
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.group_notifications import ChairNotice, Greeting, Introduction
from bot.domain.wording import shortened
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.roster.terms import today_in
from bot.use_cases.subjects import LETTERS, find_record


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


def greeting(delivery: Delivery, context: Context) -> Greeting:
    """To a channel where no group may be set up yet."""
    work, now = context.work, context.now
    group = work.groups.by_channel(delivery.recipient)
    inviter = inviter_of(delivery.occurrence)
    chairs = work.roles.of_group(group.id).chairs_on(today_in(group, now)) if group else ()
    people = work.people.by_ids(chairs)
    return Greeting(
        group=group,
        inviter=work.people.get(inviter) if inviter else None,
        chairs=tuple(people[c].name for c in chairs if c in people),
    )


def kept_private(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """The occurrence is the reference of what was kept ("D12")."""
    title = _name_record(delivery.occurrence, context)
    if title is None:
        return Gone(DropReason.NOT_THEIRS)
    return ChairNotice(
        group=group,
        words=_(
            "{record} is for members only. Not everyone who can read the channel of {group}, now "
            "or later, belongs to a member organisation, so I did not post it there. I sent it by "
            "direct message to the people of member organisations in the channel.",
            record=title,
            group=group.name,
        ),
    )


def _name_record(typed: str, context: Context) -> str | None:
    """ "D12, “Age assurance”,": the thing as the chair may see it; None when they may not."""
    if not typed.startswith(LETTERS):
        return _("A message that was due")
    try:
        found = find_record(typed, context.reader, context.work)
    except NotFound:
        return None
    title = shortened(found.title, 150) if found else ""
    return _("{reference}, “{title}”,", reference=typed, title=title) if found else None

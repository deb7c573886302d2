"""Greets a channel, introduces its group, and tells chairs what was kept private."""

from bot.domain import Audience, DropReason, Gone, Group, MessageKind
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.group_notifications import ChairNotice, Greeting, Introduction
from bot.domain.wording import shortened
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.owing import about_group, owed_message
from bot.use_cases.subjects import LETTERS, Subjects
from bot.use_cases.terms import chairs_at


def greet_channel(channel_id: str, moment: str, inviter: str | None, context: Context) -> bool:
    """Owe the greeting, once for each invitation; whether it is new. `moment`: the ts of the
    invitation's event; `inviter`: a user id where the platform names one."""
    kind, to, now = MessageKind.GREETING, channel_id, context.now
    asked = f"{moment} {inviter or ''}".strip()
    about = (SubjectType.GROUP, to)
    owed = owed_message(kind, about, to, now, Audience.GROUP, occurrence=asked)
    return context.work.deliveries.owe([owed], now) > 0


def introduce_group(group: Group, context: Context) -> None:
    """Owe it once for each change of the set-up; one that is not sent yet gives way."""
    now = context.now
    kind = MessageKind.SET_UP
    about = about_group(group)
    context.work.deliveries.withdraw(*about, why=DropReason.SET_UP_AGAIN, now=now, kinds=[kind])
    to = group.channel_id
    day = now.isoformat()
    owed = owed_message(kind, about, to, now, Audience.GROUP, occurrence=day)
    context.work.deliveries.owe([owed], now)


def build_introduction(_delivery: Delivery, group: Group, context: Context) -> Introduction:
    """The set-up as it is now."""
    return Introduction(group=group, chairs=_chairs_named(group, context))


def _chairs_named(group: Group, context: Context) -> tuple[str, ...]:
    chairs = chairs_at(group, context.now, context.work)
    names = context.work.people.names(chairs)
    return tuple(names[chair] for chair in chairs if chair in names)


def build_greeting(delivery: Delivery, context: Context) -> Greeting:
    """To a channel where no group may be set up yet."""
    work = context.work
    group = work.groups.by_channel(delivery.recipient)
    # What `greet_channel` kept in the occurrence.
    inviter = delivery.occurrence.partition(" ")[2]
    invited_by = work.people.get(inviter) if inviter else None
    chairs = _chairs_named(group, context) if group else ()
    return Greeting(group=group, inviter=invited_by, chairs=chairs)


def kept_private_notice(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """The occurrence is the reference of what was kept ("D12")."""
    reference = delivery.occurrence
    title = _("A message that was due")
    if reference.startswith(LETTERS):
        found = Subjects(context.reader, context.work).named(reference)
        if found is None:
            return Gone(DropReason.NOT_THEIRS)
        named = N_("{reference}, “{title}”,")
        title = _(named, reference=reference, title=shortened(found.title, 150))
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

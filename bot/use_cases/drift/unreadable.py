"""A group's channel cannot be read any more, or can be again: chairs and secretariat are told."""

from datetime import datetime, timedelta

from bot.domain import DropReason, Gone, Group, MessageKind, NextStep
from bot.domain.delivery import Delivery
from bot.domain.group import ReadableAgain
from bot.domain.group_notifications import ChairNotice
from bot.languages import N_, _
from bot.use_cases.context import Context
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.group_notices import group_notices

ARCHIVED = "is_archived"
_AGAIN_AFTER = timedelta(days=7)
_OUT = N_("I am not in the channel of {group}: somebody removed me, or it was archived.")
_STILL_OUT = N_(
    "I am still not in the channel of {group}: somebody removed me, or it was archived."
)
_ARCHIVED = N_("The channel of {group} is archived. I go on by myself when it is unarchived.")
_STILL_ARCHIVED = N_(
    "The channel of {group} is still archived. I go on by myself when it is unarchived."
)
_MEANWHILE = N_(
    "Until then I post nothing there. Everyone goes on to get their own actions in the morning and "
    "reminders of dialogues they said they come to, by direct message. All other commands of the "
    "group wait."
)


def tell_unreadable(where: Drifted, *, since: datetime) -> None:
    """Those who run the group are told at `since`, and after a week if it is still so.

    Asked again it owes only what a new chair has not been told.
    """
    tell_those_who_run(where, MessageKind.UNREADABLE, since.isoformat(), due_at=since)
    tell_those_who_run(
        where, MessageKind.UNREADABLE, f"{since.isoformat()} week", due_at=since + _AGAIN_AFTER
    )


def closed_since(notice: Delivery) -> str:
    """The moment that the notice names, in ISO form."""
    return notice.occurrence.partition(" ")[0]


def on_readable_again(change: ReadableAgain, where: Drifted) -> None:
    """What waits for the channel is sent again."""
    where.work.recipients.unblock(where.group.channel_id)
    tell_those_who_run(where, MessageKind.READABLE, change.since.isoformat(), due_at=where.now)


def tell_those_who_run(
    where: Drifted, kind: MessageKind, occurrence: str, *, due_at: datetime
) -> None:
    """Owe a notice to each chair and to the secretariat; the same one again owes nothing new."""
    if where.now < kind.useful_until(due_at):
        told = [*where.chairs, *where.whole_secretariat]
        where.work.deliveries.owe(
            group_notices(kind, where.group, occurrence, told, due_at), where.now
        )


def build_notification(delivery: Delivery, group: Group, context: Context) -> ChairNotice | Gone:
    """What the notice says now: it names the group and its channel, and no record."""
    reading = context.work.channels.get(group.channel_id)
    readable = reading is None or reading.readable
    if delivery.kind is MessageKind.READABLE:
        if not readable:
            return Gone(DropReason.CLOSED_AGAIN)
        words = _(
            "I can read the channel of {group} again. What waited for it goes on now.",
            group=group.name,
        )
        return ChairNotice(group=group, words=words)
    if reading is None or readable:
        return Gone(DropReason.REACHABLE)
    still = delivery.occurrence.endswith("week")
    if reading.why == ARCHIVED:
        step, text = NextStep.INVITE_APP_IF_OUT, _STILL_ARCHIVED if still else _ARCHIVED
    else:
        step, text = NextStep.INVITE_APP, _STILL_OUT if still else _OUT
    words, meanwhile = _(text, group=group.name), _(_MEANWHILE)
    return ChairNotice(group=group, words=f"{words} {meanwhile}", step=step)

"""What a dialogue's deliveries say just before they are sent, with the recipient's own rights."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import LATE_AFTER, Delivery
from bot.domain.dialogue import AHEAD_IN_PERSON
from bot.domain.drop_reasons import DropReason
from bot.domain.notifications import Announcement, Gone, Notification, Reminder
from bot.domain.reference import DIALOGUE, read_reference
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import (
    change_notices,
    day_of,
    schedule_messages,
    series_end_notice,
)
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.dialogues.rules.series_links import next_of_series, opens_series


def build_notification(
    delivery: Delivery, context: Context, *, presence: Mapping[str, ChannelFacts] | None = None
) -> Notification | Gone:
    """The notification, or why it is not wanted any more.

    `presence`: facts of channels by id where they are known; the invited are those in it.
    """
    number = read_reference(DIALOGUE, delivery.subject_id)
    dialogue = context.work.dialogues.get(context.reader, number)
    group = context.work.groups.get(dialogue.group_id) if dialogue else None
    if dialogue is None or group is None:
        return Gone(DropReason.NOT_THEIRS)
    subject = MessageContext(
        delivery=delivery,
        dialogue=dialogue,
        group=group,
        reader=context.reader,
        work=context.work,
        now=context.now,
        presence=presence or {},
    )
    return WRITERS.get(delivery.kind, _build_reminder)(subject)


def _build_announcement(subject: MessageContext) -> Announcement | Gone:
    """A posted one is refreshed whatever became of the dialogue; a new one must still invite."""
    dialogue = subject.dialogue
    if subject.delivery.slack_ts is None:
        if dialogue.cancelled:
            return Gone(DropReason.CANCELLED)
        if dialogue.starts_at <= subject.now:
            return Gone(DropReason.BEGUN)
        if subject.posted(schedule_messages.ANNOUNCEMENT):
            return Gone(DropReason.ANNOUNCED)
    series = subject.series()
    opens = series is not None and opens_series(dialogue, work=subject.work)
    return Announcement(
        dialogue=dialogue,
        group=subject.group,
        turnout=subject.turnout(),
        unsocial=subject.unsocial(),
        chairs=subject.chairs(),
        agenda=subject.agenda(),
        series=series,
        opens_series=opens,
        coming_dates=next_of_series(dialogue, subject.reader, work=subject.work) if opens else (),
    )


def _build_starting(subject: MessageContext) -> Reminder | Gone:
    gone = subject.gone_unless_ahead()
    if gone is not None:
        return gone
    number = subject.dialogue.number
    answered = subject.work.rsvps.by_person(subject.delivery.recipient, [number]).get(number)
    if answered is None or answered.answer not in schedule_messages.COMING:
        return Gone(DropReason.NOT_COMING)
    return _reminder_in(AHEAD_IN_PERSON, subject)


def _build_reminder(subject: MessageContext) -> Reminder | Gone:
    gone = subject.gone_unless_ahead()
    if gone is not None:
        return gone
    minutes = int(subject.delivery.kind.removeprefix(schedule_messages.REMINDER))
    if minutes not in subject.group.reminders:
        return Gone(DropReason.REMINDER_OFF)
    return _reminder_in(minutes, subject)


def _reminder_in(planned: int, subject: MessageContext) -> Reminder:
    return Reminder(
        dialogue=subject.dialogue,
        group=subject.group,
        minutes_before=_minutes_left(subject, planned),
        turnout=subject.turnout(),
        series=subject.series(),
    )


def _minutes_left(subject: MessageContext, planned: int) -> int:
    """Minutes as planned; for one that comes late, what is really left."""
    left = subject.dialogue.starts_at - subject.now
    if timedelta(minutes=planned) - left <= LATE_AFTER:
        return planned
    return max(round(left / timedelta(minutes=1)), 1)


WRITERS: Mapping[str, Callable[[MessageContext], Notification | Gone]] = {
    schedule_messages.ANNOUNCEMENT: _build_announcement,
    schedule_messages.STARTING: _build_starting,
    schedule_messages.MOVED: change_notices.build_move_notice,
    schedule_messages.CANCELLED: change_notices.build_cancel_notice,
    schedule_messages.SERIES_ENDS: series_end_notice.build_notification,
    **day_of.WRITERS,
}
"""By kind; every other kind is a reminder some minutes ahead."""

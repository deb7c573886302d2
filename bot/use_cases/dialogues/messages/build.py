"""What a dialogue's deliveries say just before they are sent, with the recipient's own rights."""

from collections.abc import Callable
from datetime import timedelta

from bot.domain import DropReason, Gone, MessageKind
from bot.domain.delivery import LATE_AFTER, Delivery
from bot.domain.dialogue import AHEAD_IN_PERSON
from bot.domain.notifications import Announcement, NoLongerAsked, Notification, Reminder
from bot.domain.reference import DIALOGUE, read_reference
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.dialogues.rules.series_links import next_of_series, opens_series
from bot.use_cases.identify import who_runs


def about_dialogue(
    build_one: Callable[[MessageContext], Notification | Gone],
) -> Callable[[Delivery, Context], Notification | Gone]:
    """A builder that first reads the dialogue with the rights of `context.reader`."""

    def build(delivery: Delivery, context: Context) -> Notification | Gone:
        number = read_reference(DIALOGUE, delivery.subject_id)
        dialogue = context.work.dialogues.get(context.reader, number)
        group = context.work.groups.get(dialogue.group_id) if dialogue else None
        if dialogue is None or group is None:
            return Gone(DropReason.NOT_THEIRS)
        return build_one(
            MessageContext(
                delivery=delivery,
                dialogue=dialogue,
                group=group,
                reader=context.reader,
                work=context.work,
                now=context.now,
                presence=context.presence,
            )
        )

    return build


def announcement(subject: MessageContext) -> Announcement | Gone:
    """A posted one is refreshed whatever became of the dialogue; a new one must still invite."""
    dialogue = subject.dialogue
    if subject.delivery.posted_ts is None:
        if dialogue.cancelled:
            return Gone(DropReason.CANCELLED)
        if dialogue.starts_at <= subject.now:
            return Gone(DropReason.BEGUN)
        if subject.posted(MessageKind.ANNOUNCEMENT):
            return Gone(DropReason.ANNOUNCED)
        if subject.said_no():
            return Gone(DropReason.SAID_NO)
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
        over=dialogue.ends_at <= subject.now,
    )


def starting(subject: MessageContext) -> Reminder | NoLongerAsked | Gone:
    if (ended := _ended(AHEAD_IN_PERSON, subject)) is not None:
        return ended
    answer = subject.answer()
    runs = subject.delivery.recipient in who_runs(subject.dialogue, work=subject.work)
    if answer not in schedule_messages.COMING and not (runs and answer is None):
        return Gone(DropReason.NOT_COMING)
    return _reminder_in(AHEAD_IN_PERSON, subject)


def reminder(subject: MessageContext) -> Reminder | NoLongerAsked | Gone:
    minutes = subject.delivery.minutes_before
    if (ended := _ended(minutes, subject)) is not None:
        return ended
    if minutes not in subject.group.reminders:
        return Gone(DropReason.REMINDER_OFF)
    if subject.said_no():
        return Gone(DropReason.SAID_NO)
    if subject.in_morning():
        return Gone(DropReason.IN_MORNING)
    return _reminder_in(minutes, subject)


def _ended(planned: int, subject: MessageContext) -> Reminder | NoLongerAsked | Gone | None:
    """What becomes of a reminder that asks for nothing any more; None while it does."""
    if (ended := subject.no_longer_asked()) is not None:
        return ended
    return _reminder_in(planned, subject) if subject.is_over else subject.gone_unless_ahead()


def _reminder_in(planned: int, subject: MessageContext) -> Reminder:
    return Reminder(
        dialogue=subject.dialogue,
        group=subject.group,
        minutes_before=_minutes_left(subject, planned),
        over=subject.is_over,
        turnout=subject.turnout(),
        series=subject.series(),
    )


def _minutes_left(subject: MessageContext, planned: int) -> int:
    """Minutes as planned; for one that comes late, what is really left when it is posted."""
    left = subject.dialogue.starts_at - (subject.delivery.settled_at or subject.now)
    if timedelta(minutes=planned) - left <= LATE_AFTER:
        return planned
    return max(round(left / timedelta(minutes=1)), 1)

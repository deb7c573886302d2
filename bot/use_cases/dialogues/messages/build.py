"""What a dialogue's messages say just before they are sent; those to its chairs on the day."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain import Dialogue, DropReason, Gone, MessageKind, Owed, Reader
from bot.domain.delivery import LATE_AFTER, Delivery
from bot.domain.dialogue import AHEAD_IN_PERSON, Noted, RsvpAnswer
from bot.domain.message_kind import ATTENDANCE_LASTS
from bot.domain.notifications import (
    Announcement,
    AttendanceAsked,
    Begins,
    Expected,
    NoLongerAsked,
    Notification,
    Reminder,
)
from bot.domain.reference import DIALOGUE, read_reference
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.dialogues.rules.series_links import next_of_series, opens_series
from bot.use_cases.identify import who_runs
from bot.use_cases.terms import chairs_at


def about_dialogue(
    build_one: Callable[[MessageContext], Notification | Gone],
) -> Callable[[Delivery, Context], Notification | Gone]:
    """A builder that first reads the dialogue with the rights of `context.reader`."""

    def build(delivery: Delivery, context: Context) -> Notification | Gone:
        number = read_reference(DIALOGUE, delivery.subject_id)
        dialogue = context.work.dialogues.get(context.reader, number)
        if dialogue is None:
            return Gone(DropReason.NOT_THEIRS)
        group = context.work.groups.of_record(dialogue.group_id)
        asked = context.reader, context.work, context.now, context.presence
        return build_one(MessageContext(*asked, delivery=delivery, dialogue=dialogue, group=group))

    return build


def build_announcement(subject: MessageContext) -> Announcement | Gone:
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


def build_starting(subject: MessageContext) -> Reminder | NoLongerAsked | Gone:
    if (ended := _ended(AHEAD_IN_PERSON, subject)) is not None:
        return ended
    answer = subject.answer()
    runs = subject.delivery.recipient in who_runs(subject.dialogue, work=subject.work)
    if answer not in schedule_messages.COMING and not (runs and answer is None):
        return Gone(DropReason.NOT_COMING)
    return _reminder_in(AHEAD_IN_PERSON, subject)


def build_reminder(subject: MessageContext) -> Reminder | NoLongerAsked | Gone:
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
    """Minutes as planned; for one that comes late, what is really left when it is posted."""
    left = subject.dialogue.starts_at - (subject.delivery.settled_at or subject.now)
    late = timedelta(minutes=planned) - left > LATE_AFTER
    return Reminder(
        dialogue=subject.dialogue,
        group=subject.group,
        minutes_before=max(round(left / timedelta(minutes=1)), 1) if late else planned,
        over=subject.is_over,
        turnout=subject.turnout(),
        series=subject.series(),
    )


BEFORE_THE_END = timedelta(minutes=10)
_SHORTEST = timedelta(minutes=20)
"""Nobody is reminded of the end of a shorter dialogue: it has hardly begun."""
_DAY = timedelta(days=1)


def plan_closings(context: Context) -> int:
    """Owe these words to the chairs of all that ends within a day; how many are new."""
    work, now = context.work, context.now
    groups = {group.id: group for group in work.groups.all()}
    ending = work.dialogues.planned_between(
        Reader.system(), tuple(groups), now - ATTENDANCE_LASTS, now + _DAY, limit=1_000
    )
    owed = [
        one
        for dialogue in ending
        for chair in chairs_at(groups[dialogue.group_id], dialogue.starts_at, work)
        for one in _to_a_chair(dialogue, chair, now)
    ]
    return work.deliveries.owe(owed, now)


def end_is_owed(dialogue: Dialogue, now: datetime) -> bool:
    """Whether what depends on its end may be owed already."""
    return dialogue.starts_at < now + _DAY


def _to_a_chair(dialogue: Dialogue, chair: str, now: datetime) -> list[Owed]:
    """Owes a chair the ten minutes' word, which needs no answer of theirs, the closing note and the
    question who came (after the end: at once)."""
    end = dialogue.ends_at
    owed = [*schedule_messages.owed_starting(dialogue, chair, now)]
    owed.append(schedule_messages.owed_for(MessageKind.ATTENDANCE, dialogue, chair, max(end, now)))
    if timedelta(minutes=dialogue.minutes) >= _SHORTEST and end > now:
        at = end - BEFORE_THE_END
        owed.append(schedule_messages.owed_for(MessageKind.CLOSING, dialogue, chair, at))
    return owed


def build_begins(subject: MessageContext) -> Begins | Gone:
    """The root of the thread: link, agenda, and who is expected."""
    return _not_as_planned(subject) or Begins(
        dialogue=subject.dialogue,
        group=subject.group,
        chairs=subject.chairs(),
        agenda=subject.agenda(),
        expected=expected_at(subject.dialogue, subject.work),
    )


def build_attendance(subject: MessageContext) -> AttendanceAsked | Gone:
    """Asks a person who still chairs, until somebody confirms; a posted one says who was there.
    Once: the question after the end comes where none came before it."""
    gone = _not_as_planned(subject)
    if gone is None:
        chairs = chairs_at(subject.group, subject.dialogue.starts_at, subject.work)
        gone = None if subject.delivery.recipient in chairs else Gone(DropReason.NOT_CHAIR)
    confirmed = subject.dialogue.attendance_confirmed_at is not None
    if gone is None and confirmed and subject.delivery.posted_ts is None:
        gone = Gone(DropReason.CONFIRMED)
    closing = subject.delivery.kind is MessageKind.CLOSING
    if gone is None and not closing and subject.posted(MessageKind.CLOSING):
        gone = Gone(DropReason.TOLD)
    return gone or AttendanceAsked(
        closing=closing,
        dialogue=subject.dialogue,
        group=subject.group,
        agenda=subject.agenda(),
        expected=expected_at(subject.dialogue, subject.work),
        noted=noted_at(subject.dialogue, subject.work) if confirmed else None,
    )


def noted_at(dialogue: Dialogue, work: UnitOfWork) -> Noted:
    """Who was there, as it was confirmed last."""
    attendees = work.attendance.of_dialogue(dialogue.number)
    names = work.people.names([attendee.user_id for attendee in attendees])
    bodies = {attendee.organisation_id for attendee in attendees} - {None}
    return Noted(names=tuple(sorted(names.values())), organisations=len(bodies))


def expected_at(dialogue: Dialogue, work: UnitOfWork) -> tuple[Expected, ...]:
    """Those who said *Going*, and the delegates of those who can't, by organisation and name."""
    rsvps = work.rsvps.of_dialogue(dialogue.number)
    delegates = {r.delegate_user_id: r.organisation_id for r in rsvps if r.delegate_user_id}
    going = {r.user_id: r.organisation_id for r in rsvps if r.answer is RsvpAnswer.GOING}
    said_no = {r.user_id for r in rsvps if r.answer is RsvpAnswer.CANNOT}
    ids = {user: org for user, org in (delegates | going).items() if user not in said_no}
    names = work.organisations.names()
    people = work.people.names(ids)
    found = [
        Expected(
            user_id=user_id,
            name=people.get(user_id, user_id),
            organisation_id=organisation_id,
            organisation=names.get(organisation_id or 0, ""),
        )
        for user_id, organisation_id in ids.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.organisation, one.name, one.user_id)))


def _not_as_planned(subject: MessageContext) -> Gone | None:
    if subject.dialogue.cancelled:
        return Gone(DropReason.CANCELLED)
    if subject.delivery.revision != subject.dialogue.revision:
        return Gone(subject.why_revised())
    return None

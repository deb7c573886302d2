"""Notices of a move or a cancellation to whoever was told before; of a series' end to chairs."""

import sys
from datetime import timedelta

from bot.domain import Dialogue, DropReason, Gone, MessageKind, Owed, Reader
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.group_notifications import ChairNotice
from bot.domain.notifications import ChangeNotice, NoLongerAsked
from bot.domain.recurrence_words import spell_rule
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import spell_moment
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.change_wording import (
    told_of_cancelling,
    told_of_move,
    told_of_restoring,
)
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.dialogues.rules import series_links
from bot.use_cases.dialogues.rules.invited import changed_along, time_in_revision
from bot.use_cases.identify import who_runs
from bot.use_cases.terms import chairs_at


def build_move_notice(subject: MessageContext) -> ChangeNotice | NoLongerAsked | Gone:
    """Says from when, as the recipient was last told, however often it moved in between."""
    if (ended := subject.no_longer_asked()) is not None:
        return ended
    gone = subject.gone_unless_ahead()
    if gone is not None and not subject.is_over:
        return gone
    dialogue, work = subject.dialogue, subject.work
    # An invitation that is due at this same moment says when it is, and not that it was moved.
    last = _last_told(subject, before=subject.delivery.revision)
    if last is None:
        return Gone(DropReason.NOT_ANNOUNCED if _last_told(subject) is None else DropReason.TOLD)
    was = time_in_revision(dialogue, last, work=work)
    changes = work.revisions.series_changes(dialogue.number)
    untold = [change for change in changes if change.was and change.revision > last]
    words = None
    if untold:
        words = told_of_move(untold[-1], subject, since=untold[0].was)
    if was.starts_at == dialogue.starts_at and words is None:
        return Gone(DropReason.TOLD)
    return ChangeNotice(
        dialogue=dialogue,
        group=subject.group,
        was=spell_moment(was.starts_at, was.zone),
        series_words=words,
        series=subject.series(),
        unsocial=subject.unsocial(),
        over=subject.is_over,
    )


def build_cancel_notice(subject: MessageContext) -> ChangeNotice | Gone:
    """One that tells of others too says so; one that stands already says where it was undone."""
    dialogue, work = subject.dialogue, subject.work
    if not dialogue.cancelled and subject.delivery.state is not State.SENT:
        return Gone(DropReason.NOT_CANCELLED)
    if _last_told(subject) is None:
        return Gone(DropReason.NOT_ANNOUNCED)
    along = [a for a in work.revisions.series_changes(dialogue.number) if not a.was]
    tell = told_of_cancelling if dialogue.cancelled else told_of_restoring
    words = tell(along[-1], subject) if along else None
    return ChangeNotice(
        dialogue=dialogue, group=subject.group, series_words=words, series=subject.series()
    )


def _last_told(subject: MessageContext, *, before: int = sys.maxsize) -> int | None:
    """The last revision earlier than `before` that the recipient was told of; None: of none. The
    announcement of a series tells of all its dates, and the notice of a change of many of all that
    it changed."""
    told = [*_invitations(subject, subject.delivery.subject_id)]
    told += subject.posted(MessageKind.DIALOGUE_MOVED)
    revisions = [d.revision for d in told if d.revision < before]
    dialogue, work = subject.dialogue, subject.work
    if not revisions:
        series_id = dialogue.series_id
        number = series_links.opening_number(series_id, work=work) if series_id else None
        opens = told and series_links.opens_series(dialogue, work=work)
        if number is None or opens or not _invitations(subject, render_reference(DIALOGUE, number)):
            return None
    return max([1, changed_along(dialogue, work=work), *revisions])


def _invitations(subject: MessageContext, reference: str) -> tuple[Delivery, ...]:
    """To this recipient. Who runs it is not asked by one: they know of it once the others do."""
    if subject.delivery.recipient not in who_runs(subject.dialogue, work=subject.work):
        return subject.posted(MessageKind.ANNOUNCEMENT, reference)
    about = (SubjectType.DIALOGUE, reference, MessageKind.ANNOUNCEMENT)
    return subject.work.deliveries.posted_about(*about)


_SOON = timedelta(days=1)


def owe_ends(context: Context) -> int:
    """Owe the notes that fall due within a day to whoever chairs then; how many are new. Who sets
    the end of a series (schedules it, or cancels all later ones) within the four weeks before it
    knows it: of that nobody is told."""
    work, now = context.work, context.now
    groups = {group.id: group for group in work.groups.all()}
    ahead = now + schedule_messages.END_TOLD_AHEAD
    owed: list[Owed] = []
    for dialogue in work.dialogues.last_of_series(tuple(groups), now, ahead + _SOON):
        due = dialogue.starts_at - schedule_messages.END_TOLD_AHEAD
        about = (SubjectType.DIALOGUE, dialogue.reference, MessageKind.SERIES_ENDS)
        told = work.deliveries.posted_about(*about)
        if due <= dialogue.created_at or told or not is_last(dialogue, work=work):
            continue
        ended = series_links.ended_at(dialogue.series_id, work=work) if dialogue.series_id else None
        if ended is not None and due <= ended:
            continue
        at = max(due, now)
        chairs = chairs_at(groups[dialogue.group_id], at, work)
        kind = MessageKind.SERIES_ENDS
        owed += [schedule_messages.owed_for(kind, dialogue, chair, at) for chair in chairs]
    return work.deliveries.owe(owed, now)


def is_last(dialogue: Dialogue, *, work: UnitOfWork) -> bool:
    """Whether nothing of its series comes after it, nor ever will as things stand."""
    if dialogue.series_id is None:
        return False
    ended = all(
        s.planned_to_its_end for s in series_links.from_here_on(dialogue.series_id, work=work)
    )
    return ended and not series_links.next_of_series(dialogue, Reader.system(), work=work, most=1)


def build_end_notice(subject: MessageContext) -> ChairNotice | Gone:
    """Tells a person who still chairs, if the dialogue is still the last one."""
    gone = subject.gone_unless_ahead()
    if gone is not None:
        return gone
    dialogue, group, work = subject.dialogue, subject.group, subject.work
    series = work.series.get(dialogue.series_id) if dialogue.series_id else None
    if series is None or not is_last(dialogue, work=work):
        return Gone(DropReason.SERIES_GOES_ON)
    if subject.delivery.recipient not in chairs_at(group, subject.now, work):
        return Gone(DropReason.NOT_CHAIR)
    return ChairNotice(
        group=group,
        words=_(
            "“{title}” comes to its end: {reference} on {when} is the last one of this "
            "series ({rule}). If it is to go on, please schedule a new one.",
            title=dialogue.title,
            reference=dialogue.reference,
            when=spell_moment(dialogue.starts_at, dialogue.zone),
            rule=spell_rule(series),
        ),
    )

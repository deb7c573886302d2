"""Notices of a move or a cancellation: told to whoever was told of the dialogue before."""

import sys

from bot.domain import DropReason, Gone, MessageKind
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.notifications import ChangeNotice, NoLongerAsked
from bot.domain.reference import DIALOGUE, render_reference
from bot.domain.wording import spell_moment
from bot.use_cases.dialogues.messages.change_wording import (
    told_of_cancelling,
    told_of_move,
    told_of_restoring,
)
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.dialogues.rules import revisions as history
from bot.use_cases.dialogues.rules.series_links import opening_number, opens_series
from bot.use_cases.identify import who_runs


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
    was = history.time_in_revision(dialogue, last, work=work)
    untold = [
        a for a in work.revisions.series_changes(dialogue.number) if a.was and a.revision > last
    ]
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
    """The last revision earlier than `before` that the recipient was told of; None: of none.

    The announcement of a series tells of all its dates, and the notice of a change of many of all
    that it changed.
    """
    told = [
        *_invitations(subject, subject.delivery.subject_id),
        *subject.posted(MessageKind.DIALOGUE_MOVED),
    ]
    revisions = [d.revision for d in told if d.revision < before]
    if revisions or (_series_announced(subject) and not (told and _opens_a_series(subject))):
        return max([1, history.changed_along(subject.dialogue, work=subject.work), *revisions])
    return None


def _invitations(subject: MessageContext, reference: str) -> tuple[Delivery, ...]:
    """To this recipient. Who runs it is not asked by one: they know of it once the others do."""
    if subject.delivery.recipient not in who_runs(subject.dialogue, work=subject.work):
        return subject.posted(MessageKind.ANNOUNCEMENT, reference)
    about = (SubjectType.DIALOGUE, reference, MessageKind.ANNOUNCEMENT)
    return subject.work.deliveries.posted_about(*about)


def _opens_a_series(subject: MessageContext) -> bool:
    return opens_series(subject.dialogue, work=subject.work)


def _series_announced(subject: MessageContext) -> bool:
    series_id = subject.dialogue.series_id
    number = opening_number(series_id, work=subject.work) if series_id is not None else None
    if number is None:
        return False
    return bool(_invitations(subject, render_reference(DIALOGUE, number)))

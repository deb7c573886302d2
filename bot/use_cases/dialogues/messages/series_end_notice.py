"""Four weeks before the last one of a series its chairs are told that it ends.

Where another one becomes the last later than that (the last was cancelled, moved or brought
nearer), they are told at once. Each is told of once, however often it moves then.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain import Dialogue, DropReason, Gone, Group, MessageKind, Owed, Reader
from bot.domain.delivery import SubjectType
from bot.domain.group_notifications import ChairNotice
from bot.domain.recurrence_words import spell_rule
from bot.domain.wording import spell_moment
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.message_context import MessageContext
from bot.use_cases.dialogues.rules.series_links import ended_at, from_here_on, next_of_series

_SOON = timedelta(days=1)


def owe_ends(context: Context) -> int:
    """Owe the notes that fall due within a day to whoever chairs then; how many are new.

    Who sets the end of a series (schedules it, or cancels all later ones) within the four weeks
    before it knows it: of that nobody is told.
    """
    work, now = context.work, context.now
    groups = {group.id: group for group in work.groups.all()}
    ahead = now + schedule_messages.END_TOLD_AHEAD
    owed: list[Owed] = []
    for dialogue in work.dialogues.last_of_series(tuple(groups), now, ahead + _SOON):
        due = dialogue.starts_at - schedule_messages.END_TOLD_AHEAD
        if due <= dialogue.created_at or _was_told(dialogue, work):
            continue
        if not is_last(dialogue, work=work) or _was_ended_since(due, dialogue, work):
            continue
        at = max(due, now)
        chairs = _chairs_at(at, groups[dialogue.group_id], work)
        owed += [schedule_messages.series_ends(dialogue, chair, at) for chair in chairs]
    return work.deliveries.owe(owed, now)


def is_last(dialogue: Dialogue, *, work: UnitOfWork) -> bool:
    """Whether nothing of its series comes after it, nor ever will as things stand."""
    if dialogue.series_id is None:
        return False
    ended = all(s.planned_to_its_end for s in from_here_on(dialogue.series_id, work=work))
    return ended and not next_of_series(dialogue, Reader.system(), work=work, most=1)


def build_notification(subject: MessageContext) -> ChairNotice | Gone:
    """Tells a person who still chairs, if the dialogue is still the last one."""
    gone = subject.gone_unless_ahead()
    if gone is not None:
        return gone
    dialogue, group, work = subject.dialogue, subject.group, subject.work
    series = work.series.get(dialogue.series_id) if dialogue.series_id else None
    if series is None or not is_last(dialogue, work=work):
        return Gone(DropReason.SERIES_GOES_ON)
    if subject.delivery.recipient not in _chairs_at(subject.now, group, work):
        return Gone(DropReason.NOT_CHAIR)
    when = spell_moment(dialogue.starts_at, dialogue.zone)
    return ChairNotice(
        group=group,
        words=(
            _(
                "“{title}” comes to its end: {reference} on {when} is the last one of this "
                "series ({rule}). If it is to go on, please schedule a new one.",
                title=dialogue.title,
                reference=dialogue.reference,
                when=when,
                rule=spell_rule(series),
            )
        ),
    )


def _was_told(dialogue: Dialogue, work: UnitOfWork) -> bool:
    about = (SubjectType.DIALOGUE, dialogue.reference, MessageKind.SERIES_ENDS)
    return bool(work.deliveries.posted_about(*about))


def _was_ended_since(due: datetime, dialogue: Dialogue, work: UnitOfWork) -> bool:
    at = ended_at(dialogue.series_id, work=work) if dialogue.series_id is not None else None
    return at is not None and due <= at


def _chairs_at(at: datetime, group: Group, work: UnitOfWork) -> tuple[str, ...]:
    return work.roles.of_group(group.id).chairs_on(at.astimezone(ZoneInfo(group.zone)).date())

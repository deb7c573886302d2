"""A new revision of a dialogue, or its end: what the old one still owes is withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import Dialogue, DropReason, Group, MessageKind, Organisation, Reader, Series
from bot.domain.delivery import State, SubjectType
from bot.domain.dialogue import LONGEST_AHEAD, DialogueStatus
from bot.domain.message_kind import ASKING
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.rules.invited import (
    invited_at_last,
    invited_organisations,
    keep_revision,
)
from bot.use_cases.dialogues.rules.series_links import Scope, opening_number, opens_series
from bot.use_cases.mornings.redraw import redraw_mornings


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What it was and what it is: the same when there was nothing to change.

    The rest is of a change that reached further than this one (`scope`), by series date.
    `others`: those that changed along (before, after). `kept`: as they were, because they had
    been moved, edited or cancelled on their own. `too_near`: as they were, because their new time
    is past already. `cancelled`: those that were cancelled along (cancelling), or for which the
    series has no date any more (moving). `made`: new ones. `series`: as it goes on from here.
    `afterwards`: as which it goes on later still, by an earlier change that this one left alone.
    """

    before: Dialogue
    after: Dialogue
    group: Group
    scope: Scope = Scope.ONE
    series: Series | None = None
    others: tuple[tuple[Dialogue, Dialogue], ...] = ()
    kept: tuple[Dialogue, ...] = ()
    too_near: tuple[Dialogue, ...] = ()
    cancelled: tuple[Dialogue, ...] = ()
    made: tuple[Dialogue, ...] = ()
    afterwards: Series | None = None
    answers_cleared: int = 0
    """How many answers were forgotten because the time moved; the notice asks for them again."""

    step: int = 0
    """What undoes it, where that is possible."""

    redrawn: tuple[str, ...] = ()
    """The recipient of each posted message that is looked through for its fewer readers."""

    @property
    def nothing(self) -> bool:
        return self.before == self.after and not (self.others or self.cancelled or self.made)


def revise_dialogue(before: Dialogue, after: Dialogue, group: Group, context: Context) -> Dialogue:
    """Keep `after` as the next revision, with all that it owes; the kept dialogue. For what the
    keys of deliveries must tell apart: another time, another audience. Where the announcement is
    posted already, the new one finds that out before it is sent."""
    organisations = invited_organisations(after.audience, group, context)
    return revise_inviting(before, after, group, context, organisations=organisations)


def revise_inviting(
    before: Dialogue,
    after: Dialogue,
    group: Group,
    context: Context,
    *,
    organisations: Iterable[Organisation],
    along: bool = False,
    follows: datetime | None = None,
) -> Dialogue:
    """`revise_dialogue`, when the caller knows the guests. `along`: see `invited.keep_revision`.
    `follows`: when the one begins that comes before it among many that move; None where it moves by
    itself or is the first of them, so that it is invited to with the notice at the latest."""
    work, now = context.work, context.now
    revision, sequence = before.revision + 1, before.sequence + 1
    after = replace(after, revision=revision, sequence=sequence, changed_at=now)
    work.dialogues.change(after)
    keep_revision(after, organisations, context, who=context.reader.user_id, along=along)
    at = announced_at(after, group, work=work)
    if at is not None and at <= now and after.starts_at == before.starts_at:
        at = _announced_later(before, group, context) or at
    elif at is not None:
        at = schedule_messages.not_all_at_once(after, group, follows, now)
    _owe_anew(after, group, at, context)
    redraw_asking(after, context)
    return after


def _owe_anew(dialogue: Dialogue, group: Group, at: datetime | None, context: Context) -> None:
    """What it owes in this revision, in place of what it owed; `at`: when it is announced."""
    work = context.work
    now = context.now
    about = (SubjectType.DIALOGUE, dialogue.reference)
    work.deliveries.withdraw(*about, why=DropReason.REVISED, now=now)
    rsvps = work.rsvps.of_dialogue(dialogue.number)
    owed = schedule_messages.from_now_on(dialogue, group, rsvps, now, announced_at=at)
    work.deliveries.owe(owed, now)


def announced_at(dialogue: Dialogue, group: Group, *, work: UnitOfWork) -> datetime | None:
    """When the invitation of its own is due that one of a series still waits for. None for what
    belongs to no series, announces one, or is announced: that is told at once."""
    if dialogue.series_id is None or opens_series(dialogue, work=work):
        return None
    about = (SubjectType.DIALOGUE, dialogue.reference, MessageKind.ANNOUNCEMENT)
    told = work.deliveries.posted_about(*about)
    return None if told else schedule_messages.own_invitation_at(dialogue, group)


def _announced_later(dialogue: Dialogue, group: Group, context: Context) -> datetime | None:
    """When its invitation is still due that was put off; what is not another time keeps that."""
    waiting = (
        delivery.due_at
        for delivery in context.work.deliveries.of_recipient(group.channel_id, context.now)
        if (delivery.kind, delivery.subject_id) == (MessageKind.ANNOUNCEMENT, dialogue.reference)
        and delivery.state is State.OWED
    )
    return next(waiting, None)


def refresh_invitations(dialogue: Dialogue, *, work: UnitOfWork) -> None:
    """Have the posted invitations brought up to date."""
    work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference, [MessageKind.ANNOUNCEMENT])


def redraw_asking(dialogue: Dialogue, context: Context) -> None:
    """The same for all that asks for an answer to it, since it is off or at another time."""
    context.work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference, ASKING)
    redraw_mornings(dialogue.reference, context)


def refresh_opening(series_id: int | None, context: Context) -> None:
    """The same for the invitation that announced a series, which shows its rule and next dates.
    Once that date is over it is history and stays as it is."""
    work = context.work
    number = opening_number(series_id, work=work) if series_id is not None else None
    dialogue = work.dialogues.get(Reader.system(), number) if number is not None else None
    if dialogue is not None and dialogue.ends_at > context.now:
        refresh_invitations(dialogue, work=work)


def call_off(before: Dialogue, reason: str | None, context: Context) -> Dialogue:
    """The cancelled dialogue, kept; what was owed for it is withdrawn, its invitation refreshed."""
    work = context.work
    after = replace(before, status=DialogueStatus.CANCELLED, reason=reason, changed_at=context.now)
    after = replace(after, sequence=before.sequence + 1)
    work.dialogues.change(after)
    context.record("cancelled", after, after.reason)
    about = (SubjectType.DIALOGUE, after.reference)
    why = DropReason.CANCELLED
    work.deliveries.withdraw(*about, why=why, now=context.now)
    redraw_asking(after, context)
    return after


_MOST = 10_000


def replan_reminders(group: Group, context: Context) -> None:
    """Plan every coming dialogue of the group again; call it once the group is kept.

    A reminder that was switched off stays owed. The look before the send finds it unwanted, so that
    switching it on again brings it back. A dialogue of a series that is not announced yet gets its
    invitation at another time: everything that it owes is owed again.
    """
    work, now = context.work, context.now
    before: dict[int, datetime] = {}
    until = now + LONGEST_AHEAD
    everyone = Reader.system()
    for dialogue in work.dialogues.planned_between(everyone, [group.id], now, until, limit=_MOST):
        at = announced_at(dialogue, group, work=work)
        if at is None:
            work.deliveries.owe(schedule_messages.owed_reminders(dialogue, group, now), now)
        else:
            # Under a new revision, though nothing of the dialogue itself is another.
            after = replace(dialogue, revision=dialogue.revision + 1)
            work.dialogues.change(after)
            invited = invited_at_last(dialogue, work=work)
            keep_revision(after, invited, context, who=context.reader.user_id)
            previous = before.get(dialogue.series_id or 0)
            at = schedule_messages.not_all_at_once(dialogue, group, previous, now)
            _owe_anew(after, group, at, context)
        before[dialogue.series_id or 0] = dialogue.starts_at

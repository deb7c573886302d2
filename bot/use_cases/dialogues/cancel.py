"""Cancels a dialogue: nothing more is sent for it but the notice, where it was announced."""

from dataclasses import dataclass

from bot.domain import Dialogue, Group, MessageKind
from bot.domain.delivery import SubjectType
from bot.domain.limits import SUMMARY, checked_text
from bot.languages import _
from bot.ports.ledgers.personal import UndoStep
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.revise import Changed, call_off, refresh_opening, revise_inviting
from bot.use_cases.dialogues.rules import revisions
from bot.use_cases.dialogues.rules.checks import find_to_cancel
from bot.use_cases.dialogues.rules.series_links import (
    Scope,
    next_of_series,
    note_opened,
    opens_series,
)
from bot.use_cases.dialogues.series.cancel import cancel_series


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelDialogue:
    """`reason` is told to everyone who was invited."""

    number: int
    reason: str | None = None
    scope: Scope = Scope.ONE


def cancel_dialogue(wish: CancelDialogue, context: Context) -> Changed:
    """It stays to be seen, as cancelled; for ten minutes that can be undone (`Changed.step`).

    One that is over did not take place, then: nobody is told, and what it cost is given back.
    """
    before, group = find_to_cancel(wish.number, context)
    reason = (
        checked_text(wish.reason, SUMMARY, field="reason", what=_("The reason"), needed=False)
        or None
    )
    if before.ends_at <= context.now:
        after = call_off(before, reason, context)
        context.work.charges.take_back(after.number)
        return Changed(before=before, after=after, group=group, step=_kept(before, after, context))
    if wish.scope is not Scope.ONE and before.series_id is not None:
        return cancel_series(before, wish.scope, reason, group, context)
    after = call_off(before, reason, context)
    context.work.deliveries.owe(
        [schedule_messages.owed_cancel_notice(after, group, context.now)], context.now
    )
    _let_the_next_announce(after, group, context)
    refresh_opening(after.series_id, context)
    return Changed(before=before, after=after, group=group, step=_kept(before, after, context))


def _kept(before: Dialogue, after: Dialogue, context: Context) -> int:
    who, changed = context.reader.user_id, ((before, after),)
    return context.work.steps.keep(
        UndoStep(who=who, at=context.now, did="cancelled", dialogues=changed)
    )


def _let_the_next_announce(cancelled: Dialogue, group: Group, context: Context) -> None:
    """Where the one falls away that was to announce its series, before it did."""
    about = (SubjectType.DIALOGUE, cancelled.reference, MessageKind.ANNOUNCEMENT)
    if not opens_series(cancelled, work=context.work) or context.work.deliveries.posted_about(
        *about
    ):
        return
    series = (
        context.work.series.get(cancelled.series_id) if cancelled.series_id is not None else None
    )
    following = next_of_series(cancelled, context.reader, work=context.work, most=1)
    if series is None or not following:
        return
    first = following[0]
    note_opened(series, first.number, work=context.work)
    organisations = revisions.invited_at_last(first, work=context.work)
    revise_inviting(first, first, group, context, organisations=organisations, along=True)

"""Withdraws a card, with a reason: its posts say so, and nobody finds it any more."""

from dataclasses import dataclass, replace

from bot.domain import (
    Act,
    DropReason,
    MessageKind,
    NextStep,
    Practice,
    PracticeStatus,
    Refusal,
    limits,
)
from bot.domain.delivery import SubjectType
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.practices.edit import redraw_card
from bot.use_cases.practices.review import Reviewed, owed_to_author
from bot.use_cases.practices.rules import find_practice, group_of
from bot.use_cases.refusals import demand_right


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPractice:
    number: int
    reason: str


def withdrawable_practice(number: int, context: Context) -> Practice:
    """The card, settled already or not, for a person who may withdraw it.

    Its author may until it is declined; a chair may once it is published.
    """
    practice = find_practice(number, context)
    own = practice.author == context.reader.user_id
    demand_right(context, Act.CHANGE_PRACTICE, group_of(practice, context), own=own)
    if not own and practice.status in (PracticeStatus.SUBMITTED, PracticeStatus.RETURNED):
        raise Refusal(
            "{reference} is not published. Its author can withdraw it.",
            reference=practice.reference,
            step=NextStep.SHOW_PRACTICE,
            about=practice.reference,
        )
    return practice


def withdraw_practice(wish: WithdrawPractice, context: Context) -> Reviewed:
    """The withdrawn card, or what had been decided before; NotValid without a reason."""
    practice = withdrawable_practice(wish.number, context)
    reason = limits.checked_text(wish.reason, limits.NOTE, field="reason", what=_("The reason"))
    if practice.status in (PracticeStatus.DECLINED, PracticeStatus.WITHDRAWN):
        return Reviewed(practice, just_now=False)
    withdrawn = replace(
        practice,
        status=PracticeStatus.WITHDRAWN,
        comment=reason,
        reviewed_by=context.reader.user_id,
        settled_at=context.now,
        edited_at=None,
        revision=practice.revision + 1,
    )
    context.work.practices.change(withdrawn)
    redraw_mornings(practice.reference, context)
    context.record("withdrawn", practice, reason)
    context.work.deliveries.withdraw(
        SubjectType.PRACTICE, str(practice.number), why=DropReason.NOT_PUBLISHED, now=context.now
    )
    if practice.status is PracticeStatus.PUBLISHED:
        redraw_card(practice, context, fewer=True)
    if practice.author != context.reader.user_id:
        told = owed_to_author(MessageKind.OUTCOME, withdrawn, context.now)
        context.work.deliveries.owe([told], context.now)
    return Reviewed(withdrawn, just_now=True)

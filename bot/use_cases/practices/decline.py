"""Decline a practice, with the reason."""

from dataclasses import dataclass

from bot.domain import limits
from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.practices.review import Reviewed, reviewable, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclinePractice:
    """`revision`: the submission that the chair has read."""

    number: int
    revision: int
    reason: str


def decline_practice(wish: DeclinePractice, context: Context) -> Reviewed:
    """The declined card, or what had been decided before; NotValid without a reason."""
    practice = reviewable(wish.number, wish.revision, context)
    reason = limits.checked(wish.reason, limits.NOTE, field="reason", what="The reason")
    return settle(practice, PracticeStatus.DECLINED, reason, context)

"""Return a practice to its author with a comment, to be edited and sent again."""

from dataclasses import dataclass

from bot.domain import limits
from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.practices.review import Reviewed, reviewable, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBackPractice:
    """`revision`: the submission that the chair has read."""

    number: int
    revision: int
    comment: str


def send_back_practice(wish: SendBackPractice, context: Context) -> Reviewed:
    """The returned card, or what had been decided before; NotValid without a comment."""
    practice = reviewable(wish.number, wish.revision, context)
    comment = limits.checked(wish.comment, limits.NOTE, field="comment", what="The comment")
    return settle(practice, PracticeStatus.RETURNED, comment, context)

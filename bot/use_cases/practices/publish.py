"""Publish a practice: its audience may find it, and the group's channel gets the card."""

from dataclasses import dataclass

from bot.domain.practice import PracticeStatus
from bot.use_cases.context import Context
from bot.use_cases.practices.review import Reviewed, reviewable, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPractice:
    """`revision`: the submission that the chair has read."""

    number: int
    revision: int


def publish_practice(wish: PublishPractice, context: Context) -> Reviewed:
    """The published card, or what had been decided before."""
    practice = reviewable(wish.number, wish.revision, context)
    return settle(practice, PracticeStatus.PUBLISHED, None, context)

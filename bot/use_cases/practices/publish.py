"""Publish a practice: its audience may find it, and the group's channel gets the card."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.practice import PracticeStatus
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.practices.review import Reviewed, reviewable, settle


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPractice:
    """`revision`: the submission that the chair has read."""

    number: int
    revision: int


def publish_practice(
    wish: PublishPractice, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Reviewed:
    """The published card, or what had been decided before."""
    practice = reviewable(wish.number, wish.revision, reader=reader, work=work, now=now)
    return settle(practice, PracticeStatus.PUBLISHED, None, reader=reader, work=work, now=now)

"""What all three decisions on a card share: who may, what was decided before, who is told."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import NotFound, Refusal
from bot.domain.practice import Practice, PracticeStatus
from bot.domain.reference import PRACTICE, render
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.practices.owing import owed_for_review
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The card as it is now; `just_now` False: it had been decided before, maybe otherwise."""

    practice: Practice
    just_now: bool


def reviewable(
    number: int, revision: int, *, reader: Reader, work: UnitOfWork, now: datetime
) -> Practice:
    """The card, decided or not, for one who may review it.

    Refusal where the author has sent it again since `revision`: nobody decides on unread words.
    """
    practice = work.practices.get(reader, number)
    if practice is None:
        raise NotFound.reference(render(PRACTICE, number))
    group = work.groups.get(practice.group_id)
    if group is None:
        raise NotFound.reference(practice.reference)
    demand(reader, Act.REVIEW_PRACTICE, group, work=work, now=now)
    if practice.status is PracticeStatus.SUBMITTED and practice.revision != revision:
        raise Refusal(
            f"{practice.reference} was changed and sent again since you opened this. Please look "
            f"at it as it is now: /practice show {practice.reference}."
        )
    return practice


def settle(
    practice: Practice,
    status: PracticeStatus,
    comment: str | None,
    *,
    reader: Reader,
    work: UnitOfWork,
    now: datetime,
) -> Reviewed:
    """Decide on a card that awaits review, tell its author, and leave any other as it is."""
    if practice.status is not PracticeStatus.SUBMITTED:
        return Reviewed(practice, just_now=False)
    group = work.groups.get(practice.group_id)
    if group is None:
        raise NotFound.reference(practice.reference)
    decided = replace(
        practice, status=status, comment=comment, reviewed_by=reader.user_id, settled_at=now
    )
    work.practices.change(decided)
    work.journal.record(reader.user_id, status.value, practice, now, comment)
    work.deliveries.owe(owed_for_review(decided, group, now), now)
    return Reviewed(decided, just_now=True)

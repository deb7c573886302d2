"""Send a returned card again, edited: a new revision, reviewed anew."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime

from bot.domain.delivery import SubjectType
from bot.domain.drop_reasons import DropReason
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.practice import Practice, PracticeStatus
from bot.domain.reference import PRACTICE, render
from bot.domain.roles import Act, Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.practices.card import CardWords, checked_card
from bot.use_cases.refusing import demand


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    number: int
    card: CardWords


def send_again(wish: SendAgain, *, reader: Reader, work: UnitOfWork, now: datetime) -> Practice:
    """The card as it awaits review again; what the reviewer said before stays on it."""
    practice = editable(wish.number, reader=reader, work=work, now=now)
    group = work.groups.get(practice.group_id)
    if group is None:
        raise NotFound.reference(practice.reference)
    card = checked_card(wish.card, group=group, reader=reader, now=now)
    again = replace(
        practice,
        **asdict(card),
        status=PracticeStatus.SUBMITTED,
        reviewed_by=None,
        settled_at=None,
        revision=practice.revision + 1,
    )
    work.practices.change(again)
    work.deliveries.withdraw(
        SubjectType.PRACTICE, str(practice.number), why=DropReason.SENT_AGAIN, now=now
    )
    work.journal.record(reader.user_id, "sent again", practice, now)
    return again


def editable(number: int, *, reader: Reader, work: UnitOfWork, now: datetime) -> Practice:
    """The reader's own card that was returned, or a Refusal that says why it can't be edited."""
    practice = work.practices.get(reader, number)
    if practice is None:
        raise NotFound.reference(render(PRACTICE, number))
    if practice.author != reader.user_id:
        raise NotAllowed(f"Only the author of {practice.reference} can edit it and send it again.")
    group = work.groups.get(practice.group_id)
    if group is not None:
        demand(reader, Act.SUBMIT_PRACTICE, group, work=work, now=now)
    if practice.status is not PracticeStatus.RETURNED:
        raise Refusal(_WHY_NOT[practice.status].format(practice.reference))
    return practice


_WHY_NOT = {
    PracticeStatus.SUBMITTED: "{} awaits review. You can edit it if a chair returns it.",
    PracticeStatus.PUBLISHED: "{} is published. I can't edit published cards yet.",
    PracticeStatus.DECLINED: "{} was declined. You can share a new one with /practice share.",
}

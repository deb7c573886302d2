"""Shares a good practice for review, or sends a returned one again after an edit."""

from dataclasses import asdict, dataclass, replace

from bot.domain.delivery import SubjectType
from bot.domain.drop_reasons import DropReason
from bot.domain.errors import NotAllowed, NotFound, Refusal
from bot.domain.practice import Practice, PracticeStatus
from bot.domain.reference import PRACTICE, render_reference
from bot.domain.roles import Act
from bot.use_cases.context import Context
from bot.use_cases.practices.card import CardWords, checked_card
from bot.use_cases.refusals import demand_right

_WHY_NOT = {
    PracticeStatus.SUBMITTED: "{} awaits review. You can edit it if a chair returns it.",
    PracticeStatus.PUBLISHED: "{} is published. I can't edit published cards yet.",
    PracticeStatus.DECLINED: "{} was declined. You can share a new one with /practice share.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePractice:
    group_id: int
    card: CardWords


def share_practice(wish: SharePractice, context: Context) -> Practice:
    """The card as it awaits review, for the organisation that its author speaks for now.

    NotValid beside a field that breaks a limit; NotAllowed for people outside the channel.
    """
    group = context.work.groups.get(wish.group_id)
    if group is None:
        raise NotFound("I can't find this group any more.")
    demand_right(context, Act.SUBMIT_PRACTICE, group)
    card = checked_card(wish.card, group=group, reader=context.reader, now=context.now)
    author = context.work.people.get(context.reader.user_id)
    organisation = author.organisation if author else None
    practice = Practice(
        **asdict(card),
        number=context.work.numbers.take_next(PRACTICE),
        group_id=group.id,
        organisation_id=organisation.id if organisation else None,
        author=context.reader.user_id,
        created_at=context.now,
    )
    context.work.practices.add(practice)
    context.work.journal.record(context.reader.user_id, "shared", practice, context.now)
    return practice


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    number: int
    card: CardWords


def send_again(wish: SendAgain, context: Context) -> Practice:
    """The card as it awaits review again; what the reviewer said before stays on it."""
    practice = editable_practice(wish.number, context)
    group = context.work.groups.get(practice.group_id)
    if group is None:
        raise NotFound.reference(practice.reference)
    card = checked_card(wish.card, group=group, reader=context.reader, now=context.now)
    again = replace(
        practice,
        **asdict(card),
        status=PracticeStatus.SUBMITTED,
        reviewed_by=None,
        settled_at=None,
        revision=practice.revision + 1,
    )
    context.work.practices.change(again)
    context.work.deliveries.withdraw(
        SubjectType.PRACTICE, str(practice.number), why=DropReason.SENT_AGAIN, now=context.now
    )
    context.work.journal.record(context.reader.user_id, "sent again", practice, context.now)
    return again


def editable_practice(number: int, context: Context) -> Practice:
    """The reader's own card that was returned, or a Refusal that says why it can't be edited."""
    practice = context.work.practices.get(context.reader, number)
    if practice is None:
        raise NotFound.reference(render_reference(PRACTICE, number))
    if practice.author != context.reader.user_id:
        raise NotAllowed(f"Only the author of {practice.reference} can edit it and send it again.")
    group = context.work.groups.get(practice.group_id)
    if group is not None:
        demand_right(context, Act.SUBMIT_PRACTICE, group)
    if practice.status is not PracticeStatus.RETURNED:
        raise Refusal(_WHY_NOT[practice.status].format(practice.reference))
    return practice

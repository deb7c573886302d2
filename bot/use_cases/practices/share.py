"""Shares a good practice for review, or sends a returned one again after an edit."""

from dataclasses import asdict, dataclass, replace

from bot.domain import Act, DropReason, NextStep, NotAllowed, Practice, PracticeStatus, Refusal
from bot.domain.delivery import SubjectType
from bot.domain.reference import PRACTICE
from bot.languages import N_
from bot.use_cases.context import Context
from bot.use_cases.practices.alike import Looked, demand_new
from bot.use_cases.practices.card import CardWords, checked_card
from bot.use_cases.practices.rules import find_practice, group_of
from bot.use_cases.refusals import demand_right, find_group_for

_WHY_NOT = {
    PracticeStatus.DECLINED: N_("{reference} was declined."),
    PracticeStatus.WITHDRAWN: N_("{reference} was withdrawn."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePractice:
    """`told`: references of the cards like it that the person was shown. `looked`: what
    `look_alike` found before the transaction."""

    group_id: int
    card: CardWords
    told: str = ""
    looked: Looked | None = None


def share_practice(wish: SharePractice, context: Context) -> Practice:
    """The card as it awaits review, for the organisation that its author speaks for now.

    NotValid beside a field that breaks a limit; NotAllowed for people outside the channel;
    LooksAlike where it may be there already.
    """
    group = find_group_for(Act.SUBMIT_PRACTICE, wish.group_id, context)
    card = checked_card(wish.card, group=group, context=context)
    demand_new(card, wish.told, context, looked=wish.looked)
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
    context.record(N_("shared"), practice)
    return practice


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAgain:
    """`told` and `looked`: as of SharePractice."""

    number: int
    card: CardWords
    told: str = ""
    looked: Looked | None = None


def send_again(wish: SendAgain, context: Context) -> Practice:
    """The card as it awaits review again; what the reviewer said before stays on it."""
    practice = editable_practice(wish.number, context)
    if practice.status is not PracticeStatus.RETURNED:
        raise Refusal(
            "{reference} was not returned; it is not sent for review again.",
            reference=practice.reference,
        )
    group = group_of(practice, context)
    card = checked_card(wish.card, group=group, context=context, before=practice.topics)
    demand_new(card, wish.told, context, but=practice.number, looked=wish.looked)
    again = replace(
        practice,
        **asdict(card),
        status=PracticeStatus.SUBMITTED,
        reviewed_by=None,
        settled_at=None,
        sent_at=context.now,
        revision=practice.revision + 1,
    )
    context.work.practices.change(again)
    context.work.deliveries.withdraw(
        SubjectType.PRACTICE, str(practice.number), why=DropReason.SENT_AGAIN, now=context.now
    )
    context.record(N_("sent again"), practice)
    return again


def editable_practice(number: int, context: Context) -> Practice:
    """One's own card that awaits review or was returned; a published one also for the chairs.
    Otherwise a Refusal that says why it can't be edited."""
    practice = find_practice(number, context)
    own, published = (
        practice.author == context.reader.user_id,
        practice.status is PracticeStatus.PUBLISHED,
    )
    if not own and not published:
        raise NotAllowed(
            "Only the author of {reference} can edit it before it is published.",
            reference=practice.reference,
        )
    demand_right(context, Act.CHANGE_PRACTICE, group_of(practice, context), own=own)
    if why := _WHY_NOT.get(practice.status):
        raise Refusal(why, reference=practice.reference, step=NextStep.SHARE_PRACTICE)
    return practice

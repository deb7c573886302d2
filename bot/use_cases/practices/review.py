"""A chair reviews a practice: publishes it, returns it with a comment, or declines it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import Act, Group, MessageKind, NextStep, Owed, Practice, PracticeStatus, limits
from bot.domain.delivery import SubjectType
from bot.domain.errors import NotValid, Refusal
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.owing import owed_message
from bot.use_cases.practices.rules import find_practice, group_of
from bot.use_cases.refusals import demand_right


def owed_for_review(practice: Practice, groups: Iterable[Group], now: datetime) -> tuple[Owed, ...]:
    """Each submission is answered once, because its revision is in the key. `groups`: to whose
    channels a published card goes."""
    told = owed_to_author(MessageKind.OUTCOME, practice, now)
    if practice.status is not PracticeStatus.PUBLISHED:
        return (told,)
    posts = (_owed_review(MessageKind.CARD, practice, g.channel_id, now) for g in groups)
    return (*posts, told)


def owed_to_author(kind: MessageKind, practice: Practice, now: datetime) -> Owed:
    return _owed_review(kind, practice, practice.author, now)


def _owed_review(kind: MessageKind, practice: Practice, recipient: str, now: datetime) -> Owed:
    about, revision = (SubjectType.PRACTICE, str(practice.number)), practice.revision
    return owed_message(kind, about, recipient, now, practice.audience, revision=revision)


@dataclass(frozen=True, slots=True)
class CardChange:
    """The card as it is now; `just_now` False: it was so, or decided otherwise, before.
    `also`: names of other groups to which it goes."""

    practice: Practice
    just_now: bool
    also: tuple[str, ...] = ()


def reviewable_practice(number: int, revision: int, context: Context) -> Practice:
    """The card, decided or not, for a person who may review it. Refusal where it waits with other
    words than those of `revision`: nobody decides on unread ones."""
    practice = find_practice(number, context)
    demand_right(context, Act.REVIEW_PRACTICE, group_of(practice, context))
    waits = practice.status is PracticeStatus.SUBMITTED or practice.has_unseen_edit
    if waits and practice.revision != revision:
        raise Refusal(
            "{reference} was changed since you opened this.",
            reference=practice.reference,
            step=NextStep.SHOW_PRACTICE,
            about=practice.reference,
        )
    return practice


def settle_practice(
    practice: Practice,
    status: PracticeStatus,
    comment: str | None,
    context: Context,
    also: Sequence[Group] = (),
) -> CardChange:
    """Decide on a card that awaits review, tell its author, and leave any other as it is. `also`:
    groups to whose channels it goes beside its own."""
    if practice.status is not PracticeStatus.SUBMITTED:
        return CardChange(practice, just_now=False)
    group = group_of(practice, context)
    decided = replace(practice, status=status, comment=comment, settled_at=context.now)
    decided = replace(decided, reviewed_by=context.reader.user_id, edited_at=None)
    context.work.practices.change(decided)
    redraw_mornings(practice.reference, context)
    context.record(status.value, practice, comment)
    context.work.deliveries.owe(owed_for_review(decided, [group, *also], context.now), context.now)
    return CardChange(decided, just_now=True, also=tuple(one.name for one in also))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPractice:
    """`revision`: the submission that the chair has read; `also`: ids of other groups."""

    number: int
    revision: int
    also: tuple[int, ...] = ()


def publish_practice(wish: PublishPractice, context: Context) -> CardChange:
    """The published card, or what had been decided before; NotValid where it may not go."""
    practice = reviewable_practice(wish.number, wish.revision, context)
    others = {group.id: group for group in other_groups(practice, context)}
    waits = practice.status is PracticeStatus.SUBMITTED
    if waits and not others.keys() >= set(wish.also):
        raise NotValid(
            "It can't be posted there. Only what is for the whole network leaves its own group.",
            field="also",
        )
    also = [group for group_id, group in others.items() if group_id in wish.also]
    return settle_practice(practice, PracticeStatus.PUBLISHED, None, context, also)


def other_groups(practice: Practice, context: Context) -> tuple[Group, ...]:
    """The groups of the reader's, beside its own, to whose channels the card may go."""
    others = (one for one in context.work.groups.all() if one.id != practice.group_id)
    belongs = context.reader.belongs_to
    return tuple(one for one in others if practice.may_stand_in(one) and belongs(one.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAuthor:
    """`revision`: the submission that the chair has read; `words`: why it is not published."""

    number: int
    revision: int
    words: str


def decline_practice(wish: AnswerAuthor, context: Context) -> CardChange:
    """The declined card, or what had been decided before; NotValid without a reason."""
    practice = reviewable_practice(wish.number, wish.revision, context)
    reason = limits.checked_text(wish.words, limits.NOTE, field="reason", what=_("The reason"))
    return settle_practice(practice, PracticeStatus.DECLINED, reason, context)


def send_back_practice(wish: AnswerAuthor, context: Context) -> CardChange:
    """The returned card, or what had been decided before; NotValid without a comment."""
    practice = reviewable_practice(wish.number, wish.revision, context)
    comment = limits.checked_text(wish.words, limits.NOTE, field="comment", what=_("The comment"))
    return settle_practice(practice, PracticeStatus.RETURNED, comment, context)

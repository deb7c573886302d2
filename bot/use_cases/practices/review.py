"""A chair publishes, returns or declines a practice; what is posted and told of that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import (
    DropReason,
    Gone,
    Group,
    MessageKind,
    Owed,
    Practice,
    PracticeStatus,
    Reader,
    limits,
)
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.errors import NotValid
from bot.domain.practice import (
    NO_USE,
    PracticeCard,
    PracticeEdited,
    PracticeOutcome,
    PracticeWithdrawn,
)
from bot.languages import _
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.owing import owed_message
from bot.use_cases.practices.rules import group_of, reviewable_practice
from bot.use_cases.practices.show import show_history


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
    about = (SubjectType.PRACTICE, str(practice.number))
    revision = practice.revision
    return owed_message(kind, about, recipient, now, practice.audience, revision=revision)


@dataclass(frozen=True, slots=True)
class CardChange:
    """The card as it is now; `just_now` False: it was so, or decided otherwise, before.
    `also`: names of other groups to which it goes."""

    practice: Practice
    just_now: bool
    also: tuple[str, ...] = ()


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


_News = PracticeCard | PracticeEdited | PracticeOutcome | PracticeWithdrawn | Gone


def build_review_news(delivery: Delivery, context: Context) -> _News:
    """`reader`: the recipient's rights, a person's or what the channel may be told."""
    number = int(delivery.subject_id)
    if delivery.kind is MessageKind.CARD and (gone := withdrawn_post(delivery, context)):
        return gone
    practice = context.work.practices.get(context.reader, number)
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    group = group_of(practice, context)
    if practice.status is PracticeStatus.SUBMITTED:
        return Gone(DropReason.SENT_AGAIN)
    if delivery.kind is MessageKind.CARD:
        if practice.status is not PracticeStatus.PUBLISHED:
            return Gone(DropReason.NOT_PUBLISHED)
        return card_of(practice, group, context)
    if delivery.kind is MessageKind.CARD_EDITED:
        return _edited(delivery, practice, group, context)
    reviewer = context.work.people.get(practice.reviewed_by) if practice.reviewed_by else None
    return PracticeOutcome(practice=practice, group=group, reviewer=reviewer)


def withdrawn_post(delivery: Delivery, context: Context) -> PracticeWithdrawn | Gone | None:
    """Where a posted card is withdrawn now, its reference alone says so; None: it is not."""
    stored = context.work.practices.get(Reader.system(), int(delivery.subject_id))
    if stored is None or stored.status is not PracticeStatus.WITHDRAWN:
        return None
    posted = delivery.state is State.SENT
    return PracticeWithdrawn(stored.reference) if posted else Gone(DropReason.NOT_PUBLISHED)


def _edited(
    delivery: Delivery, practice: Practice, group: Group, context: Context
) -> PracticeEdited:
    """With the history's line of that edit."""
    events = show_history(practice.number, context)[1]
    line = next((e for e in events if e.did == "edited" and e.at == delivery.due_at), None)
    chair = context.work.people.get(line.who) if line else None
    by = chair.name if chair else None
    fields = (line.detail if line else None) or ""
    return PracticeEdited(practice=practice, group=group, chair=by, fields=fields)


def card_of(practice: Practice, group: Group, context: Context) -> PracticeCard:
    """A published card as a channel of `group` shows it."""
    work = context.work
    author = work.people.get(practice.author)
    body = practice.organisation_id
    organisation = work.organisations.get(body) if body is not None else None
    return PracticeCard(
        practice=practice,
        group=group,
        organisation=organisation.name if organisation else None,
        author=author.name if author else practice.author,
        usage=work.adoptions.usage_of(context.reader, [practice]).get(practice.number, NO_USE),
    )

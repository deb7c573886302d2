"""Changes a card that waits for review or is published; a chair notes that they have seen it.

What the author of a published card writes is there at once, since a card that vanishes for a
typing slip helps nobody; the chairs find the change in their queue. Only a chair opens a card to
more people: its audience is a part of what a chair has approved.
"""

from dataclasses import asdict, dataclass, replace

from bot.domain import Act, Audience, DropReason, Group, MessageKind, limits, may
from bot.domain.audience import is_narrower
from bot.domain.delivery import SubjectType
from bot.domain.errors import NotValid
from bot.domain.person import OrganisationKind
from bot.domain.practice import Practice, PracticeStatus
from bot.languages import N_, _
from bot.use_cases.audience_changes import demand_seen_by_readers, redraw_gathered
from bot.use_cases.context import Context
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.practices.card import CardWords, checked_card
from bot.use_cases.practices.review import CardChange, owed_to_author
from bot.use_cases.practices.rules import (
    editable_practice,
    group_of,
    reviewable_practice,
    withdrawable_practice,
)
from bot.use_cases.refusals import chairs_in_words

_NAMED = {
    "title": N_("title"),
    "summary": N_("summary"),
    "what_was_done": N_("what was done"),
    "publics": N_("who it is for"),
    "topics": N_("topics"),
    "countries": N_("countries"),
    "language": N_("language"),
    "evidence": N_("evidence"),
    "link": N_("link"),
    "contact": N_("contact"),
    "audience": N_("audience"),
    "review_by": N_("review date"),
}
"""How the history names a card's fields."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPractice:
    """`told`: the mark of the opening that the person was shown, where it gets more readers."""

    number: int
    card: CardWords
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """`fields`: what is new, in the history's words; without any, nothing was written. `redrawn`:
    the recipient of each message that is looked through for its fewer readers."""

    practice: Practice
    fields: tuple[str, ...]
    by_chair: bool
    redrawn: tuple[str, ...] = ()


def edit_practice(wish: EditPractice, context: Context) -> Edited:
    """The card as wished; NotValid names the field that is wrong, Widens asks first. One that
    awaits review keeps its place in the queue."""
    practice = editable_practice(wish.number, context)
    group = group_of(practice, context)
    card = checked_card(wish.card, group=group, context=context, before=practice.topics)
    by_chair = may(context.reader, Act.REVIEW_PRACTICE, group.id)
    edited = replace(practice, **asdict(card))
    new = (name for name, value in asdict(card).items() if value != getattr(practice, name))
    fields = tuple(_NAMED[name] for name in new)
    if not fields:
        return Edited(practice=practice, fields=(), by_chair=by_chair)
    published = practice.status is PracticeStatus.PUBLISHED
    if published:
        _check_audience(practice, edited, group, context, by_chair=by_chair)
        demand_seen_by_readers(practice, edited, wish.told, context)
    unseen = None if by_chair and published else context.now
    edited = replace(edited, revision=practice.revision + 1, edited_at=unseen)
    context.work.practices.change(edited)
    if not published:  # nobody has seen it but its author and the chairs, in their queue
        context.record(N_("changed"), edited, ", ".join(fields))
        return Edited(practice=edited, fields=fields, by_chair=by_chair)
    narrower = is_narrower(edited.audience, practice.audience)
    seen_by_fewer = edited if narrower else practice
    context.record(N_("edited"), seen_by_fewer, ", ".join(fields))
    redrawn = redraw_card(practice, context, fewer=narrower)
    if by_chair and practice.author != context.reader.user_id:
        told = owed_to_author(MessageKind.CARD_EDITED, edited, context.now)
        context.work.deliveries.owe([told], context.now)
    return Edited(practice=edited, fields=fields, by_chair=by_chair, redrawn=redrawn)


def _check_audience(
    before: Practice, after: Practice, group: Group, context: Context, *, by_chair: bool
) -> None:
    if is_narrower(before.audience, after.audience) and not by_chair:
        raise NotValid(
            "Only a chair of {group} can open a published card to more people. {chairs}",
            group=group.name,
            chairs=chairs_in_words(group, context),
            field="audience",
        )
    author = context.work.people.get(before.author)
    outsider = author is None or author.standing is not OrganisationKind.MEMBER
    narrowed = after.audience is Audience.MEMBERS and before.audience is not Audience.MEMBERS
    if narrowed and outsider:
        raise NotValid(
            "Its author is not of a member organisation and could not see it any more.",
            field="audience",
        )


def redraw_card(practice: Practice, context: Context, *, fewer: bool) -> tuple[str, ...]:
    """Its posts follow at once; where fewer may see it, so do the digests that may name it."""
    kinds = (MessageKind.CARD, MessageKind.SPOTLIGHT, MessageKind.REVIEW_DUE)
    own = context.work.deliveries.mark_stale(SubjectType.PRACTICE, str(practice.number), kinds)
    if not fewer:
        return ()
    since = practice.settled_at or practice.created_at
    return own + redraw_gathered(practice.group_id, since, work=context.work)


def see_edit(number: int, revision: int, context: Context) -> CardChange:
    """Takes an edited card from the queue, whose `revision` the chair has read; `just_now` False:
    it had been seen before."""
    practice = reviewable_practice(number, revision, context)
    if not practice.has_unseen_edit:
        return CardChange(practice, just_now=False)
    seen = replace(practice, edited_at=None)
    context.work.practices.change(seen)
    context.record(N_("seen"), practice)
    return CardChange(seen, just_now=True)


def withdraw_practice(number: int, reason: str, context: Context) -> CardChange:
    """The withdrawn card, or what had been decided before; NotValid without a reason."""
    practice = withdrawable_practice(number, context)
    reason = limits.checked_text(reason, limits.NOTE, field="reason", what=_("The reason"))
    if practice.status in (PracticeStatus.DECLINED, PracticeStatus.WITHDRAWN):
        return CardChange(practice, just_now=False)
    withdrawn = replace(
        practice,
        status=PracticeStatus.WITHDRAWN,
        comment=reason,
        reviewed_by=context.reader.user_id,
        settled_at=context.now,
        edited_at=None,
        revision=practice.revision + 1,
    )
    context.work.practices.change(withdrawn)
    redraw_mornings(practice.reference, context)
    context.record("withdrawn", practice, reason)
    context.work.deliveries.withdraw(
        SubjectType.PRACTICE, str(practice.number), why=DropReason.NOT_PUBLISHED, now=context.now
    )
    if practice.status is PracticeStatus.PUBLISHED:
        redraw_card(practice, context, fewer=True)
    if practice.author != context.reader.user_id:
        told = owed_to_author(MessageKind.OUTCOME, withdrawn, context.now)
        context.work.deliveries.owe([told], context.now)
    return CardChange(withdrawn, just_now=True)

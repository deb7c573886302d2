"""The look before a card or an outcome is sent: what it says now, or why it says nothing."""

from bot.domain import DropReason, Gone, Group, MessageKind, Practice, PracticeStatus, Reader
from bot.domain.delivery import Delivery, State
from bot.domain.practice import (
    NO_USE,
    PracticeCard,
    PracticeEdited,
    PracticeOutcome,
    PracticeWithdrawn,
)
from bot.use_cases.context import Context
from bot.use_cases.practices.rules import show_history

_News = PracticeCard | PracticeEdited | PracticeOutcome | PracticeWithdrawn | Gone


def build_notification(delivery: Delivery, context: Context) -> _News:
    """`reader`: the recipient's rights, a person's or what the channel may be told."""
    number = int(delivery.subject_id)
    if delivery.kind is MessageKind.CARD and (gone := withdrawn_post(delivery, context)):
        return gone
    practice = context.work.practices.get(context.reader, number)
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    group = context.work.groups.get(practice.group_id)
    if group is None:
        return Gone(DropReason.NO_GROUP)
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
    by, fields = chair.name if chair else None, (line.detail if line else None) or ""
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

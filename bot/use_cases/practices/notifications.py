"""The look before a card or an outcome is sent: what it says now, or why it says nothing."""

from bot.domain.adoption import NO_USE
from bot.domain.delivery import Delivery
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Group
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.domain.practice import Practice, PracticeStatus
from bot.domain.practice_notices import PracticeCard, PracticeOutcome
from bot.use_cases.adoptions.show import usage_of
from bot.use_cases.context import Context


def build_notification(
    delivery: Delivery, context: Context
) -> PracticeCard | PracticeOutcome | Gone:
    """`reader`: the recipient's rights, a person's or what the channel may be told."""
    practice = context.work.practices.get(context.reader, int(delivery.subject_id))
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    group = context.work.groups.get(practice.group_id)
    if group is None:
        return Gone(DropReason.NO_GROUP)
    if practice.revision != delivery.revision or practice.status is PracticeStatus.SUBMITTED:
        return Gone(DropReason.SENT_AGAIN)
    if delivery.kind is MessageKind.CARD:
        if practice.status is not PracticeStatus.PUBLISHED:
            return Gone(DropReason.NOT_PUBLISHED)
        return card_of(practice, group, context)
    reviewer = context.work.people.get(practice.reviewed_by) if practice.reviewed_by else None
    return PracticeOutcome(practice=practice, group=group, reviewer=reviewer)


def card_of(practice: Practice, group: Group, context: Context) -> PracticeCard:
    """A published card as a channel of `group` shows it."""
    work = context.work
    author = work.people.get(practice.author)
    organisation = (
        work.organisations.get(practice.organisation_id)
        if practice.organisation_id is not None
        else None
    )
    return PracticeCard(
        practice=practice,
        group=group,
        organisation=organisation.name if organisation else None,
        author=author.name if author else practice.author,
        usage=usage_of([practice], context).get(practice.number, NO_USE),
    )

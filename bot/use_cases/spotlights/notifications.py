"""The look before a spotlight is sent: its card as it is now, or why none is shown."""

from dataclasses import fields

from bot.domain import DropReason, Gone, PracticeStatus
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.practice import PracticeSpotlight, PracticeWithdrawn
from bot.use_cases.context import Context
from bot.use_cases.practices.notifications import card_of, withdrawn_post


def build_notification(
    delivery: Delivery, context: Context
) -> PracticeSpotlight | PracticeWithdrawn | Gone:
    """`reader`: what the channel may be told."""
    group = context.work.groups.by_channel(delivery.recipient)
    if group is None:
        return Gone(DropReason.NO_GROUP)
    work, new = context.work, delivery.posted_ts is None
    if new and group.spotlight_weekday is None:
        return Gone(DropReason.SWITCHED_OFF)
    if delivery.subject_type is not SubjectType.PRACTICE:
        return Gone(DropReason.NO_CARD)
    number = int(delivery.subject_id)
    if new and work.spotlights.shown_before(delivery.recipient, delivery.occurrence) == number:
        return Gone(DropReason.OTHER_CARD)
    if gone := withdrawn_post(delivery, context):
        return gone
    practice = work.practices.get(context.reader, number)
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    if practice.status is not PracticeStatus.PUBLISHED:
        return Gone(DropReason.NOT_PUBLISHED)
    card = card_of(practice, group, context)
    return PracticeSpotlight(**{field.name: getattr(card, field.name) for field in fields(card)})

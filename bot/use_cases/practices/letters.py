"""The look before a card or an outcome is sent: what it says now, or why it says nothing."""

from datetime import datetime

from bot.domain.delivery import Delivery
from bot.domain.letters import NOT_THEIRS, Gone, PracticeCard, PracticeOutcome
from bot.domain.practice import PracticeStatus
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.practices.owing import CARD


def letter(
    delivery: Delivery, *, reader: Reader, work: UnitOfWork, now: datetime
) -> PracticeCard | PracticeOutcome | Gone:
    """`reader`: the recipient's rights, a person's or what the channel may be told."""
    practice = work.practices.get(reader, int(delivery.subject_id))
    if practice is None:
        return Gone(NOT_THEIRS)
    group = work.groups.get(practice.group_id)
    if group is None:
        return Gone("no such group")
    if practice.revision != delivery.revision or practice.status is PracticeStatus.SUBMITTED:
        return Gone("sent again")
    if delivery.kind == CARD:
        if practice.status is not PracticeStatus.PUBLISHED:
            return Gone("not published")
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
        )
    reviewer = work.people.get(practice.reviewed_by) if practice.reviewed_by else None
    return PracticeOutcome(practice=practice, group=group, reviewer=reviewer)

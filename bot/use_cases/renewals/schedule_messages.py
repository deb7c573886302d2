"""Asks about published practices that are past their review date, once a quarter.

The author is asked. Where the account is closed, or the author may not see the card any more, the
chairs of the group are.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.domain import zones
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.group import Group
from bot.domain.message_kind import MessageKind
from bot.domain.person import Person
from bot.domain.practice import Practice
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.schedule_messages import civil_moment
from bot.use_cases.roster.terms import today_in

QUARTER = timedelta(days=91)
_AT_ONCE = 200
"""Cards that one plan asks about; the next plan goes on."""


def plan_renewals(*, work: UnitOfWork, now: datetime) -> int:
    """How many questions are new. Planning twice asks once."""
    groups = {group.id: group for group in work.groups.all()}
    latest = max((today_in(group, now) for group in groups.values()), default=None)
    if latest is None:
        return 0
    found = work.practices.past_review(latest, asked_since=now - QUARTER, limit=_AT_ONCE)
    owed = (owed for card in found for owed in _owed_about(card, groups[card.group_id], work, now))
    return work.deliveries.owe(owed, now)


def _owed_about(
    practice: Practice, group: Group, work: UnitOfWork, now: datetime
) -> Iterator[Owed]:
    today = today_in(group, now)
    if practice.review_by >= today:
        return
    for person in _people_to_ask(practice, group, work, now):
        due_at = civil_moment(person, now, work.holidays)
        yield Owed(
            kind=MessageKind.REVIEW_DUE,
            subject_type=SubjectType.PRACTICE,
            subject_id=str(practice.number),
            occurrence=today.isoformat(),
            recipient=person.user_id,
            due_at=due_at,
            useful_until=MessageKind.REVIEW_DUE.useful_until(due_at),
            audience=practice.audience,
        )


def _people_to_ask(
    practice: Practice, group: Group, work: UnitOfWork, now: datetime
) -> list[Person]:
    author = work.people.get(practice.author)
    if author and author.active and not _was_dropped(practice, author, work, now):
        return [author]
    chairs = work.roles.of_group(group.id).chairs_on(zones.to_wall(now, group.zone).date())
    people = work.people.by_ids(chairs)
    return [people[chair] for chair in chairs if chair in people and people[chair].active]


def _was_dropped(practice: Practice, author: Person, work: UnitOfWork, now: datetime) -> bool:
    """Whether a question of this quarter to the author was dropped."""
    return any(
        delivery.kind is MessageKind.REVIEW_DUE
        and delivery.subject_id == str(practice.number)
        and delivery.state is State.DROPPED
        for delivery in work.deliveries.of_recipient(author.user_id, now - QUARTER)
    )

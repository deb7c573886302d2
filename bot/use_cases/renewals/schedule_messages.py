"""Asks about published practices that are past their review date, once a quarter.

The author is asked. Where the account is closed, or the author may not see the card any more, the
chairs of the group are.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.domain import Group, MessageKind, Owed, Person, Practice, zones
from bot.domain.delivery import State, SubjectType
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import civil_moment
from bot.use_cases.roster.terms import today_in

QUARTER = timedelta(days=91)
_AT_ONCE = 200
"""Cards that one plan asks about; the next plan goes on."""


def plan_renewals(context: Context) -> int:
    """How many questions are new. Planning twice asks once."""
    work = context.work
    groups = {group.id: group for group in work.groups.all()}
    latest = max((today_in(group, context.now) for group in groups.values()), default=None)
    if latest is None:
        return 0
    found = work.practices.past_review(latest, asked_since=context.now - QUARTER, limit=_AT_ONCE)
    owed = (owed for card in found for owed in _owed_about(card, groups[card.group_id], context))
    return work.deliveries.owe(owed, context.now)


def _owed_about(practice: Practice, group: Group, context: Context) -> Iterator[Owed]:
    today = today_in(group, context.now)
    if practice.review_by >= today:
        return
    for person in _people_to_ask(practice, group, context):
        due_at = civil_moment(person, context.now, context.work.holidays)
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


def _people_to_ask(practice: Practice, group: Group, context: Context) -> list[Person]:
    work = context.work
    author = work.people.get(practice.author)
    if author and author.active and not _was_dropped(practice, author, context):
        return [author]
    chairs = work.roles.of_group(group.id).chairs_on(zones.to_wall(context.now, group.zone).date())
    people = work.people.by_ids(chairs)
    return [people[chair] for chair in chairs if chair in people and people[chair].active]


def _was_dropped(practice: Practice, author: Person, context: Context) -> bool:
    """Whether a question of this quarter to the author was dropped."""
    return any(
        delivery.kind is MessageKind.REVIEW_DUE
        and delivery.subject_id == str(practice.number)
        and delivery.state is State.DROPPED
        for delivery in context.work.deliveries.of_recipient(author.user_id, context.now - QUARTER)
    )

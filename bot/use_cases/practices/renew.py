"""A published practice past its review date: asked about once a quarter, and renewed.

The author is asked. Where the account is closed, or the author may not see the card any more, the
chairs of the group are.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.domain import Act, DropReason, Gone, Group, MessageKind, Owed, Person, may, zones
from bot.domain.delivery import Delivery, State, SubjectType
from bot.domain.practice import Practice, PracticePastReview, PracticeStatus
from bot.domain.wording import spell_day
from bot.languages import ENGLISH, N_, speaking
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import civil_moment
from bot.use_cases.owing import messages_owed, owed_message
from bot.use_cases.practices.card import year_ahead
from bot.use_cases.practices.edit import redraw_card
from bot.use_cases.practices.review import CardChange
from bot.use_cases.practices.rules import group_of, published_practice
from bot.use_cases.refusals import demand_right
from bot.use_cases.terms import chairs_at, today_in, why_no_chair


def renew_practice(number: int, context: Context) -> CardChange:
    """For its author and the group's chairs; one whose date is ahead stays as it is."""
    practice = published_practice(number, context)
    work = context.work
    group = group_of(practice, context)
    if practice.author != context.reader.user_id:
        demand_right(context, Act.REVIEW_PRACTICE, group)
    if not is_past_review(practice, group, context):
        return CardChange(practice, just_now=False)
    renewed = replace(practice, review_by=year_ahead(zones.to_wall(context.now, group.zone).date()))
    work.practices.change(renewed)
    with speaking(ENGLISH):
        until = f"until {spell_day(renewed.review_by)}"
    context.record(N_("found still good"), renewed, until)
    redraw_card(renewed, context, fewer=False)
    return CardChange(renewed, just_now=True)


def is_past_review(practice: Practice, group: Group, context: Context) -> bool:
    """Its last day ends at midnight where the group is."""
    return practice.review_by < zones.to_wall(context.now, group.zone).date()


def review_question(delivery: Delivery, context: Context) -> PracticePastReview | Gone:
    """Once it is posted it says what has become of the card since."""
    work = context.work
    practice = work.practices.get(context.reader, int(delivery.subject_id))
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    group = group_of(practice, context)
    published = practice.status is PracticeStatus.PUBLISHED
    asks = published and is_past_review(practice, group, context)
    if delivery.posted_ts is None:
        if not published:
            return Gone(DropReason.NOT_PUBLISHED)
        if not asks:
            return Gone(DropReason.RENEWED)
        own = practice.author == delivery.recipient
        if not own and not may(context.reader, Act.REVIEW_PRACTICE, group.id):
            return Gone(why_no_chair(group, delivery.recipient, context))
    author = work.people.get(practice.author)
    return PracticePastReview(
        practice=practice,
        group=group,
        author=author.name if author else practice.author,
        own=practice.author == delivery.recipient,
        asks=asks,
    )


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
        yield owed_message(
            MessageKind.REVIEW_DUE,
            (SubjectType.PRACTICE, str(practice.number)),
            person.user_id,
            civil_moment(person, context.now, context.work.holidays),
            practice.audience,
            occurrence=today.isoformat(),
        )


def _people_to_ask(practice: Practice, group: Group, context: Context) -> list[Person]:
    work = context.work
    author = work.people.get(practice.author)
    if author and author.active:
        about = str(practice.number)
        since = context.now - QUARTER
        asked = messages_owed(author.user_id, MessageKind.REVIEW_DUE, about, since, work)
        if not any(question.state is State.DROPPED for question in asked):
            return [author]
    chairs = chairs_at(group, context.now, work)
    people = work.people.by_ids(chairs)
    return [people[chair] for chair in chairs if chair in people and people[chair].active]

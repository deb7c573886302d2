"""What the chairs of a group find about it: a week overdue, waiting for review, owned by nobody."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.domain.action_item import is_unowned
from bot.domain.delivery import Owed
from bot.domain.group import MorningPart
from bot.domain.morning import MorningItem, Topic
from bot.domain.person import Person, zone_of
from bot.domain.practice import Practice
from bot.domain.repeats import is_new, is_weekly, week_step
from bot.domain.roles import Reader
from bot.domain.zones import to_wall
from bot.ports.ledgers.actions import ActionQuery
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.who_hears import WhoHears

_MOST, _WEEK = 500, timedelta(weeks=1)


def _find_week_overdue(look: Look) -> Iterable[MorningItem]:
    """For chairs and deputies, once; without what Overdue lists already."""
    span = after, until = _became_week_overdue(look.today)
    chaired, actions = look.chaired_with(MorningPart.WEEK_OVERDUE), look.work.actions
    who = WhoHears(look.work, look.context.now)
    heard = {person.user_id for person in (look.person, *who.covered_by(look.person))}
    found = [*(actions.due_between(look.reader, chaired, *span) if chaired else ())]
    for officer in who.deputised_by(look.person):
        late = actions.pressing_for(look.reader, owner_user_id=officer.user_id, due_by=until)
        found += [a for a in late if a.due_on and after < a.due_on and a not in found]
    for action in found:
        if is_unowned(action) or action.owner_user_id in heard or not action.due_on:
            continue
        last = look.last_day(action.reference, Topic.WEEK_OVERDUE)
        if is_new(action.due_on + _WEEK, last):
            yield MorningItem(topic=Topic.WEEK_OVERDUE, subject=action)


def _became_week_overdue(day: date) -> tuple[date, date]:
    """Due after the first and up to the second: so long ago that no morning has missed it."""
    return day - _WEEK - LONGEST_LOOK, day - _WEEK


def _foresee_week_overdue(horizon: Horizon) -> Foresight:
    work = horizon.work
    until = (horizon.now + horizon.length).date() - timedelta(days=6)
    after = horizon.now.date() - 2 * LONGEST_LOOK
    long_ago = [
        (group, due_on)
        for group_id, due_on in work.actions.due_days(after, until)
        if (group := work.groups.get(group_id)) and MorningPart.WEEK_OVERDUE in group.mornings
    ]

    def foresight(person: Person, owed: Owed) -> bool:
        after, until = _became_week_overdue(date.fromisoformat(owed.occurrence))
        return any(
            after < due_on <= until and horizon.chairs(person, group, owed.due_at)
            for group, due_on in long_ago
        )

    return foresight


def _find_unreviewed(look: Look) -> Iterable[MorningItem]:
    """Cards, once for each week that they have waited."""
    chaired = look.reader.chaired
    for practice in look.work.practices.awaiting_review(look.reader, chaired) if chaired else ():
        last = look.last_day(practice.reference, Topic.UNREVIEWED)
        if is_new(_week_of(practice, look.person, look.today), last):
            yield MorningItem(topic=Topic.UNREVIEWED, subject=practice)


def _week_of(practice: Practice, person: Person, day: date) -> date | None:
    return week_step(to_wall(practice.waits_since, zone_of(person)).date(), day)


def _foresee_unreviewed(horizon: Horizon) -> Foresight:
    groups = {group.id: group for group in horizon.work.groups.all()}
    waiting = horizon.work.practices.awaiting_review(Reader.system(), groups)

    def foresight(person: Person, owed: Owed) -> bool:
        day = date.fromisoformat(owed.occurrence)
        return any(
            _week_of(card, person, day) is not None
            and horizon.chairs(person, groups[card.group_id], owed.due_at)
            for card in waiting
        )

    return foresight


def _find_unowned(look: Look) -> Iterable[MorningItem]:
    """Once, then weekly; what a chair has left alone for a while, when that has ended."""
    chaired = look.chaired_with(MorningPart.UNOWNED)
    if not chaired:
        return
    query = ActionQuery(group_ids=chaired, unowned=True, now=look.context.now, limit=_MOST)
    for action in look.work.actions.first(look.reader, query):
        last = look.last_day(action.reference, Topic.UNOWNED)
        left_until = action.snoozed_until or date.min
        if left_until > look.today:
            continue
        if is_weekly(last, look.today) or is_new(left_until, last):
            yield MorningItem(topic=Topic.UNOWNED, subject=action)


def _foresee_unowned(horizon: Horizon) -> Foresight:
    found = horizon.work.actions.groups_with_unowned()
    groups = [
        group
        for group in horizon.work.groups.all()
        if group.id in found and MorningPart.UNOWNED in group.mornings
    ]

    def foresight(person: Person, owed: Owed) -> bool:
        return any(horizon.chairs(person, group, owed.due_at) for group in groups)

    return foresight


WEEK_OVERDUE = Source(_find_week_overdue, (_foresee_week_overdue,))
UNREVIEWED = Source(_find_unreviewed, (_foresee_unreviewed,))
UNOWNED = Source(_find_unowned, (_foresee_unowned,))

"""What chairs find: actions a week overdue, unowned or heard by nobody; cards; stocktakes."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from functools import cache

from bot.domain import ActionItem, Group, Owed, Person, Practice, Reader
from bot.domain.action_item import is_shared, is_unowned, urgency_on
from bot.domain.group import MorningPart
from bot.domain.morning import MorningItem, Topic, is_new, is_weekly, week_step
from bot.domain.person import zone_of
from bot.domain.stocktake import Quarter, StockDue
from bot.domain.zones import to_wall
from bot.languages import _
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.look import LONGEST_LOOK, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.who_hears import WhoHears
from bot.use_cases.stocktake.gather import is_in_stock

_MOST = 500
_WEEK = timedelta(weeks=1)


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
        if is_new(action.due_on + _WEEK, look.last_day(action.reference, Topic.WEEK_OVERDUE)):
            yield MorningItem(topic=Topic.WEEK_OVERDUE, subject=action)


def _became_week_overdue(day: date) -> tuple[date, date]:
    """Due after the first and up to the second: so long ago that no morning has missed it."""
    return day - _WEEK - LONGEST_LOOK, day - _WEEK


def _foresee_week_overdue(horizon: Horizon) -> Foresight:
    work = horizon.work
    until = (horizon.now + horizon.length).date() - timedelta(days=6)
    after = horizon.now.date() - 2 * LONGEST_LOOK
    found = work.actions.groups_with_due(after, until)
    late, part = Topic.WEEK_OVERDUE, MorningPart.WEEK_OVERDUE
    groups = [g for g in work.groups.all() if g.id in found and part in g.mornings]

    @cache
    def late_in(group_id: int) -> Sequence[ActionItem]:
        return work.actions.due_between(Reader.system(), [group_id], after, until)

    def foresight(person: Person, owed: Owed) -> bool:
        after, until = _became_week_overdue(date.fromisoformat(owed.occurrence))
        return any(
            action.due_on is not None
            and after < action.due_on <= until
            and not (is_unowned(action) or action.owner_user_id == person.user_id)
            and is_new(action.due_on + _WEEK, horizon.last_day(person, action.reference, late))
            for group in groups
            if horizon.chairs(person, group, owed.due_at)
            for action in late_in(group.id)
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
        theirs = (c for c in waiting if horizon.chairs(person, groups[c.group_id], owed.due_at))
        topic = Topic.UNREVIEWED
        return any(
            is_new(_week_of(card, person, day), horizon.last_day(person, card.reference, topic))
            for card in theirs
        )

    return foresight


def _find_unowned(look: Look) -> Iterable[MorningItem]:
    """Once, then weekly; what a chair has left alone for a while, when that has ended."""
    chaired = look.chaired_with(MorningPart.UNOWNED)
    if not chaired:
        return
    query = ActionQuery(group_ids=chaired, unowned=True, now=look.context.now, limit=_MOST)
    for action in look.work.actions.first(look.reader, query):
        if _is_told(action, look.last_day(action.reference, Topic.UNOWNED), look.today):
            yield MorningItem(topic=Topic.UNOWNED, subject=action)


def _is_told(action: ActionItem, last: date | None, day: date) -> bool:
    left_until = action.snoozed_until or date.min
    return left_until <= day and (is_weekly(last, day) or is_new(left_until, last))


def _foresee_unowned(horizon: Horizon) -> Foresight:
    work = horizon.work
    found = work.actions.groups_with_unowned()
    groups = [g for g in work.groups.all() if g.id in found and MorningPart.UNOWNED in g.mornings]

    @cache
    def unowned_in(group_id: int) -> Sequence[ActionItem]:
        query = ActionQuery(group_ids=[group_id], unowned=True, now=horizon.now, limit=_MOST)
        return work.actions.first(Reader.system(), query)

    def foresight(person: Person, owed: Owed) -> bool:
        day = date.fromisoformat(owed.occurrence)
        return any(
            _is_told(action, horizon.last_day(person, action.reference, Topic.UNOWNED), day)
            for group in groups
            if horizon.chairs(person, group, owed.due_at)
            for action in unowned_in(group.id)
        )

    return foresight


def _ended(day: date) -> Quarter | None:
    """The quarter that ended not long ago."""
    quarter = Quarter.of(day)
    return quarter.before if day - quarter.first <= LONGEST_LOOK else None


def _find_stocktakes(look: Look) -> Iterable[MorningItem]:
    """Once for each quarter."""
    ended = _ended(look.today)
    if ended is None or look.last_told(str(ended), Topic.STOCKTAKE) is not None:
        return
    for due in stocks_due(ended, look):
        yield MorningItem(topic=Topic.STOCKTAKE, subject=due)


def stocks_due(quarter: Quarter, look: Look) -> Iterable[StockDue]:
    """Of the groups that they chair."""
    for group in look.work.groups.all():
        if group.id in look.reader.chaired and is_in_stock(group, quarter, look.context):
            yield StockDue(group=group, quarter=quarter)


def _foresee_stocktakes(horizon: Horizon) -> Foresight:
    groups = horizon.work.groups.all()

    def foresight(person: Person, owed: Owed) -> bool:
        return _ended(date.fromisoformat(owed.occurrence)) is not None and any(
            horizon.chairs(person, group, owed.due_at) for group in groups
        )

    return foresight


def _find_uncovered(look: Look) -> Iterable[MorningItem]:
    """Actions of others who are away and whose deputy hears nothing; once, until it changes."""
    chaired, who = look.reader.chaired, WhoHears(look.work, look.context.now)
    for action, officer, changed_at in who.uncovered(look.reader, look.soon) if chaired else ():
        theirs = action.group_id in chaired and officer.user_id != look.person.user_id
        last = look.last_told(action.reference, Topic.UNCOVERED)
        new = last is None or changed_at > last.at
        if theirs and new and urgency_on(action, look.today, look.soon) is not None:
            yield MorningItem(topic=Topic.UNCOVERED, subject=action, said=who.absent_words(action))


def _find_unheard(look: Look) -> Iterable[MorningItem]:
    """Actions of organisations that have nobody in the group: once, when it changes,
    and then weekly."""
    chaired, work = look.reader.chaired, look.work
    owning = work.actions.first_due_of_organisations(look.soon) if chaired else {}
    for group in (g for g in work.groups.all() if owning and g.id in chaired):
        for body in sorted(_missing(owning, group, work)):
            query = ActionQuery(
                group_ids=[group.id], owner_organisation_id=body, now=look.context.now, limit=_MOST
            )
            for action in filter(is_shared, work.actions.first(look.reader, query)):
                last = look.last_told(action.reference, Topic.UNCOVERED)
                changed_at = action.changed_at or action.created_at
                new = last is None or changed_at > last.at or is_weekly(last.day, look.today)
                if new and urgency_on(action, look.today, look.soon) is not None:
                    name = work.organisations.get(body)
                    called = name.name if name else _("an organisation")
                    said = _("{organisation}, with nobody here", organisation=called)
                    yield MorningItem(topic=Topic.UNCOVERED, subject=action, said=said)


def _missing(bodies: Collection[int], group: Group, work: UnitOfWork) -> set[int]:
    """The organisations, by id, that have nobody with mornings in the group's channel. None where
    the channel cannot be read: then those who were seen last still hear."""
    reading = work.channels.get(group.channel_id)
    if reading is None or not reading.readable:
        return set()
    body_of = work.people.bodies_of_hearers()
    return {*bodies} - {body_of.get(user_id) for user_id in reading.members}


def _foresee_uncovered(horizon: Horizon) -> Foresight:
    work = horizon.work
    terms = [t for group in work.groups.all() for t in work.roles.of_group(group.id).terms]
    chairs = {term.user_id for term in terms}
    covered = [person.user_id for person in work.people.with_cover()]
    first = work.actions.first_due_of_officers(horizon.last_due, covered)

    def foresight(person: Person, owed: Owed) -> bool:
        soon = horizon.soon(person, owed)
        return person.user_id in chairs and any(
            first.get(officer.user_id, date.max) <= soon
            for officer in WhoHears(work, owed.due_at).away()
        )

    return foresight


def _foresee_unheard(horizon: Horizon) -> Foresight:
    work = horizon.work
    first = work.actions.first_due_of_organisations(horizon.last_due)
    missing = {group: _missing(first, group, work) for group in work.groups.all()}

    def foresight(person: Person, owed: Owed) -> bool:
        soon = horizon.soon(person, owed)
        return any(
            horizon.chairs(person, group, owed.due_at) and any(first[b] <= soon for b in bodies)
            for group, bodies in missing.items()
            if bodies
        )

    return foresight


OF_CHAIRS = (
    Source(_find_uncovered, (_foresee_uncovered,)),
    Source(_find_unheard, (_foresee_unheard,)),
    Source(_find_week_overdue, (_foresee_week_overdue,)),
    Source(_find_unreviewed, (_foresee_unreviewed,)),
    Source(_find_unowned, (_foresee_unowned,)),
    Source(_find_stocktakes, (_foresee_stocktakes,)),
)

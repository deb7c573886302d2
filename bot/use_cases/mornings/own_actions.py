"""Actions that this person owns or hears of as a deputy, or of their organisation alone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain import ActionItem, Owed, Person, Reader
from bot.domain.action_item import is_shared, urgency_on
from bot.domain.delivery import State
from bot.domain.morning import OWN_ACTIONS, LastTold, MorningItem, Topic, due_step, is_new
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.look import NEWS_LASTS, Foresight, Horizon, Look, Source
from bot.use_cases.mornings.who_hears import WhoHears

_MOST = 500
_WEEK = timedelta(days=7)


def _find(look: Look) -> Iterable[MorningItem]:
    """In each topic the earliest due first."""
    who, now = WhoHears(look.work, look.context.now), look.context.now
    since = now - NEWS_LASTS
    asks = look.person, look.context.reader
    theirs, covered = who.pressing_for(*asks, look.soon, given_since=since)
    found = [*theirs, *covered, *_pressing_shared(look, given_since=since)]
    for action in sorted(found, key=lambda a: (a.due_on or date.max, a.number)):
        urgency = urgency_on(action, look.today, look.soon)
        last = look.last_told(action.reference, *OWN_ACTIONS)
        if action not in covered and _is_news(action, last, look):
            topic = Topic(urgency) if urgency else Topic.GIVEN
            giver = look.work.people.get(action.given_by or "")
            yield MorningItem(topic=topic, subject=action, said=giver.name if giver else "")
        elif urgency and is_new(_step(action, look.today), last.day if last else None):
            said = who.absent_words(action) if action in covered else ""
            yield MorningItem(topic=Topic(urgency), subject=action, said=said)


def _step(action: ActionItem, today: date) -> date | None:
    """The last day on which it had to be told; a snooze that has ended is one."""
    step = due_step(action.due_on, today) if action.due_on else None
    return max((day for day in (step, action.snoozed_until) if day), default=None)


def _is_news(action: ActionItem, last: LastTold | None, look: Look) -> bool:
    """Whether somebody else has given it to them, and neither a morning nor a word has told it."""
    given_at = action.given_at
    if given_at is None or given_at <= look.context.now - NEWS_LASTS:
        return False
    if action.snoozed_until and look.today < action.snoozed_until:
        return False
    if action.given_by == look.person.user_id or (last and last.at >= given_at):
        return False
    since = (row for row in look.heard if row.due_at >= given_at)
    told = (row for row in since if row.occurrence == action.given_mark)
    return not any(row.state is State.SENT for row in told)


def _pressing_shared(look: Look, *, given_since: datetime) -> tuple[ActionItem, ...]:
    group_ids = (*look.reader.seats, *look.reader.kept_seats)
    if look.person.organisation is None or not group_ids:
        return ()
    body = look.person.organisation.id
    found = look.work.actions.pressing_for(
        look.reader, organisation_id=body, due_by=look.soon, given_since=given_since
    )
    # The few are picked here: by their groups SQLite would walk everyone's.
    return tuple(action for action in found if action.group_id in group_ids)


def shared_actions(
    person: Person, reader: Reader, work: UnitOfWork, now: datetime
) -> tuple[ActionItem, ...]:
    """Open actions of the person's organisation for which no officer is named yet."""
    group_ids = (*reader.seats, *reader.kept_seats)
    if person.organisation is None or not group_ids:
        return ()
    body = person.organisation.id
    query = ActionQuery(group_ids=group_ids, owner_organisation_id=body, now=now, limit=_MOST)
    return tuple(filter(is_shared, work.actions.first(reader, query)))


def _foresee_officers(horizon: Horizon) -> Foresight:
    first = horizon.work.actions.first_due_of_officers(horizon.last_due, horizon.user_ids)
    return lambda person, owed: _is_by(first.get(person.user_id), person, owed, horizon)


def _foresee_covered(horizon: Horizon) -> Foresight:
    """As a deputy of somebody who is away, and of anybody's a week overdue."""
    first = horizon.work.actions.first_due_of_officers(
        horizon.last_due, [person.user_id for person in horizon.work.people.with_cover()]
    )

    def foresight(person: Person, owed: Owed) -> bool:
        who = WhoHears(horizon.work, owed.due_at)
        week_ago = date.fromisoformat(owed.occurrence) - _WEEK
        return any(
            _is_by(first.get(o.user_id), person, owed, horizon) for o in who.covered_by(person)
        ) or any(first.get(o.user_id, date.max) <= week_ago for o in who.deputised_by(person))

    return foresight


def _foresee_shared(horizon: Horizon) -> Foresight:
    last, bodies = horizon.last_due, horizon.organisation_ids
    first = horizon.work.actions.first_due_of_organisations(last, bodies)

    def foresight(person: Person, owed: Owed) -> bool:
        theirs = person.organisation
        return theirs is not None and _is_by(first.get(theirs.id), person, owed, horizon)

    return foresight


def _foresee_given(horizon: Horizon) -> Foresight:
    officers, organisations = horizon.work.actions.newly_given(horizon.now - NEWS_LASTS)

    def foresight(person: Person, _: Owed) -> bool:
        theirs = person.organisation
        return person.user_id in officers or (theirs is not None and theirs.id in organisations)

    return foresight


def _is_by(first: date | None, person: Person, owed: Owed, horizon: Horizon) -> bool:
    return first is not None and first <= horizon.soon(person, owed)


OWNED = Source(_find, (_foresee_officers, _foresee_covered, _foresee_shared, _foresee_given))

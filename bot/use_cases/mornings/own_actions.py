"""Actions that this person owns or hears of as a deputy, or of their organisation alone."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from bot.domain.action_item import ActionItem, is_shared, urgency_on
from bot.domain.delivery import Owed
from bot.domain.morning import MorningItem, Topic
from bot.domain.person import Person
from bot.domain.roles import Reader
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.look import Foresight, Horizon, Look, Source
from bot.use_cases.mornings.schedule_messages import soon_after
from bot.use_cases.mornings.who_hears import WhoHears

_MOST = 500
_WEEK = timedelta(days=7)


def _find(look: Look) -> Iterable[MorningItem]:
    """In each topic the earliest due first."""
    soon = soon_after(look.today, look.person, look.work.holidays)
    who = WhoHears(look.work, look.context.now)
    theirs, covered = who.pressing_for(look.person, look.context.reader, soon)
    shared = shared_actions(look.person, look.reader, look.work, look.context.now)
    found = sorted([*theirs, *covered, *shared], key=lambda a: (a.due_on or look.today, a.number))
    return (
        MorningItem(
            topic=Topic(urgency),
            subject=action,
            said=who.absent_words(action) if action in covered else "",
        )
        for action in found
        if (urgency := urgency_on(action, look.today, soon)) is not None
    )


def shared_actions(
    person: Person, reader: Reader, work: UnitOfWork, now: datetime
) -> tuple[ActionItem, ...]:
    """Open actions of the person's organisation for which no officer is named yet."""
    group_ids = (*reader.seats, *reader.kept_seats)
    if person.organisation is None or not group_ids:
        return ()
    found = work.actions.first(
        reader,
        ActionQuery(
            group_ids=group_ids, owner_organisation_id=person.organisation.id, now=now, limit=_MOST
        ),
    )
    return tuple(action for action in found if is_shared(action))


def _foresee_officers(horizon: Horizon) -> Foresight:
    first = horizon.work.actions.first_due_of_officers(horizon.last_due, horizon.user_ids)

    def foresight(person: Person, owed: Owed) -> bool:
        return _is_by(first.get(person.user_id), person, owed, horizon)

    return foresight


def _foresee_covered(horizon: Horizon) -> Foresight:
    """As a deputy of somebody who is away, and of anybody's a week overdue."""
    covered = horizon.work.people.with_cover()
    first = horizon.work.actions.first_due_of_officers(
        horizon.last_due, [person.user_id for person in covered]
    )

    def foresight(person: Person, owed: Owed) -> bool:
        who = WhoHears(horizon.work, owed.due_at)
        week_ago = date.fromisoformat(owed.occurrence) - _WEEK
        return any(
            _is_by(first.get(o.user_id), person, owed, horizon) for o in who.covered_by(person)
        ) or any(first.get(o.user_id, date.max) <= week_ago for o in who.deputised_by(person))

    return foresight


def _foresee_shared(horizon: Horizon) -> Foresight:
    first = horizon.work.actions.first_due_of_organisations(
        horizon.last_due, horizon.organisation_ids
    )

    def foresight(person: Person, owed: Owed) -> bool:
        theirs = person.organisation
        return theirs is not None and _is_by(first.get(theirs.id), person, owed, horizon)

    return foresight


def _is_by(first: date | None, person: Person, owed: Owed, horizon: Horizon) -> bool:
    day = date.fromisoformat(owed.occurrence)
    return first is not None and first <= soon_after(day, person, horizon.work.holidays)


OWN_ACTIONS = Source(_find, (_foresee_officers, _foresee_covered, _foresee_shared))

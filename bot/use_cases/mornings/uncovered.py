"""For chairs: actions that nobody hears of. Their officer is away, or their organisation left."""

from collections.abc import Collection, Iterable
from datetime import date

from bot.domain import Group, Owed, Person
from bot.domain.action_item import is_shared, urgency_on
from bot.domain.morning import MorningItem, Topic, is_weekly
from bot.languages import _
from bot.use_cases.mornings.chaired import _MOST
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.look import Foresight, Horizon, Look, Source
from bot.use_cases.mornings.who_hears import WhoHears


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


UNCOVERED = Source(_find_uncovered, (_foresee_uncovered,))
UNHEARD = Source(_find_unheard, (_foresee_unheard,))

"""What one person is told this morning, as their own rights allow now."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.domain import zones
from bot.domain.action_item import (
    ActionItem,
    Urgency,
    is_shared,
    is_unowned,
    urgency_on,
)
from bot.domain.dialogue import Dialogue
from bot.domain.group import MorningPart
from bot.domain.notifications import Morning
from bot.domain.person import Person, absence_at, zone_of
from bot.domain.practice import Practice
from bot.domain.roles import Reader
from bot.domain.wording import listed
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import (
    is_week_again,
    last_day_asked,
    morning_before,
    named_since,
    soon_after,
    week_overdue_span,
)
from bot.use_cases.mornings.who_hears import WhoHears

_MOST = 500
_ORDER = tuple(Urgency)


def compose_morning(person: Person, context: Context, *, today: date) -> Morning:
    """The message for the local date `today`; empty where there is nothing to say.

    `reader` must be the person's own. The secretariat is told of its own work only, not of all
    that it may see.
    """
    own_rights = replace(context.reader, secretariat=False)
    soon = soon_after(today, person, context.work.holidays)
    cover = WhoHears(context.work, context.now)
    theirs, covered = cover.pressing_for(person, context.reader, soon)
    shared = shared_actions(person, own_rights, context.work, context.now)
    asked = _unanswered_dialogues(person, own_rights, today, context.work, context.now)
    delegated = _delegated_dialogues(person, own_rights, asked, today, context.work, context.now)
    told = {dialogue.number for dialogue, _ in delegated}
    unanswered = tuple(dialogue for dialogue in asked if dialogue.number not in told)
    unowned = _unowned_actions(own_rights, context.work, context.now)
    uncovered = _uncovered(person, own_rights, today, cover)
    week_overdue = _week_overdue(person, own_rights, today, cover)
    unreviewed = _unreviewed(person, own_rights, today, context.work)
    actions = _sorted_by_urgency([*theirs, *covered, *shared], today, soon)
    shown = {action.group_id for _, action in actions} | {
        a.group_id for a in (*unowned, *uncovered, *week_overdue)
    }
    shown |= {dialogue.group_id for dialogue in unanswered}
    shown |= {practice.group_id for practice in unreviewed}
    shown |= {dialogue.group_id for dialogue, _ in delegated}
    return Morning(
        person=person,
        today=today,
        actions=actions,
        unanswered=unanswered,
        delegated=delegated,
        unowned=unowned,
        uncovered=uncovered,
        absent=_absent((*covered, *uncovered), cover),
        week_overdue=week_overdue,
        unreviewed=unreviewed,
        groups={group.id: group for group in context.work.groups.all() if group.id in shown},
    )


def _sorted_by_urgency(
    actions: Iterable[ActionItem], today: date, soon: date
) -> tuple[tuple[Urgency, ActionItem], ...]:
    """Overdue first, in each heading the earliest due first."""
    told = [(heading, a) for a in actions if (heading := urgency_on(a, today, soon)) is not None]
    return tuple(
        sorted(told, key=lambda t: (_ORDER.index(t[0]), t[1].due_on or today, t[1].number))
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


def _unanswered_dialogues(
    person: Person, reader: Reader, today: date, work: UnitOfWork, now: datetime
) -> tuple[Dialogue, ...]:
    """Dialogues of the days ahead that this person of the roster has not answered."""
    if person.organisation is None:
        return ()
    last = last_day_asked(today, person, work.holidays)
    until = zones.end_of_day(last, zone_of(person))
    everywhere = tuple(group.id for group in work.groups.all())
    coming = work.dialogues.planned_between(reader, everywhere, now, until, limit=_MOST)
    ahead = [dialogue for dialogue in coming if dialogue.starts_at > now]
    answered = work.rsvps.by_person(person.user_id, [dialogue.number for dialogue in ahead])
    return tuple(dialogue for dialogue in ahead if dialogue.number not in answered)


def _delegated_dialogues(
    person: Person,
    reader: Reader,
    asked: Iterable[Dialogue],
    today: date,
    work: UnitOfWork,
    now: datetime,
) -> tuple[tuple[Dialogue, str], ...]:
    """Those for which a colleague named this person: news since the last morning, or asked now.

    Soonest first, with the names of who did; without what this person has answered already.
    """
    if person.organisation is None:
        return ()
    found = {dialogue.number: dialogue for dialogue in asked}
    since = named_since(today, person, work.holidays)
    for number, rsvp in work.rsvps.naming_delegates(since):
        if rsvp.delegate_user_id != person.user_id:
            continue
        dialogue = work.dialogues.get(reader, number)
        if dialogue is not None and not dialogue.cancelled and dialogue.starts_at > now:
            found[number] = dialogue
    answered = work.rsvps.by_person(person.user_id, tuple(found))
    named = (
        (dialogue, _who_named(person, dialogue, work))
        for dialogue in found.values()
        if dialogue.number not in answered
    )
    return tuple(sorted((n for n in named if n[1]), key=lambda n: (n[0].starts_at, n[0].number)))


def _who_named(person: Person, dialogue: Dialogue, work: UnitOfWork) -> str:
    """Names, "A and B"; empty for nobody."""
    users = [
        rsvp.user_id
        for rsvp in work.rsvps.of_dialogue(dialogue.number)
        if rsvp.delegate_user_id == person.user_id
    ]
    people = work.people.by_ids(users)
    return listed([people[user_id].name for user_id in users if user_id in people])


def _week_overdue(
    person: Person, reader: Reader, today: date, cover: WhoHears
) -> tuple[ActionItem, ...]:
    """For chairs and deputies: actions a week overdue, besides those that they hear daily."""
    after, until = week_overdue_span(today, person, cover.work.holidays)
    chaired = _chaired_with(MorningPart.WEEK_OVERDUE, reader, cover.work)
    actions, heard = cover.work.actions, {person, *cover.covered_by(person)}
    found = list(actions.due_between(reader, chaired, after, until)) if chaired else []
    for officer in {*cover.deputised_by(person)} - heard:
        owned = actions.pressing_for(reader, owner_user_id=officer.user_id, due_by=until)
        found += [a for a in owned if a.due_on and after < a.due_on and a not in found]
    told = {officer.user_id for officer in heard}
    return tuple(a for a in found if not is_unowned(a) and a.owner_user_id not in told)


def _uncovered(
    person: Person, reader: Reader, today: date, cover: WhoHears
) -> tuple[ActionItem, ...]:
    """For chairs: actions of others who are away and whose deputy hears nothing; once each.

    That is what changed since the morning before, or was not pressing then.
    """
    holidays, chaired = cover.work.holidays, reader.chaired
    if not chaired:
        return ()
    before, soon = morning_before(today, person, holidays), soon_after(today, person, holidays)
    soon_before = soon_after(before, person, holidays)
    return tuple(
        action
        for action, officer, since in cover.uncovered(reader, soon)
        if action.group_id in chaired
        and officer.user_id != person.user_id
        and urgency_on(action, today, soon) is not None
        and (
            since >= named_since(today, person, holidays)
            or urgency_on(action, before, soon_before) is None
        )
    )


def _absent(actions: Iterable[ActionItem], cover: WhoHears) -> dict[str, tuple[str, date]]:
    """Name and last day away of each officer of these, by user id."""
    found = cover.work.people.by_ids({a.owner_user_id for a in actions if a.owner_user_id})
    away = ((person, absence_at(person, cover.at)) for person in found.values())
    return {person.user_id: (person.name, absence.last) for person, absence in away if absence}


def _unreviewed(
    person: Person, reader: Reader, today: date, work: UnitOfWork
) -> tuple[Practice, ...]:
    """For chairs: cards that wait for a chair, once for each week that they have waited."""
    return tuple(
        practice
        for practice in work.practices.awaiting_review(reader, reader.chaired)
        if is_week_again(practice.waits_since, today, person, work.holidays)
    )


def _unowned_actions(reader: Reader, work: UnitOfWork, now: datetime) -> tuple[ActionItem, ...]:
    """For chairs: what nobody owns yet in the groups that they chair."""
    chaired = _chaired_with(MorningPart.UNOWNED, reader, work)
    if not chaired:
        return ()
    query = ActionQuery(group_ids=chaired, unowned=True, now=now, limit=_MOST)
    return work.actions.first(reader, query)


def _chaired_with(part: MorningPart, reader: Reader, work: UnitOfWork) -> tuple[int, ...]:
    """Ids of the groups that they chair and whose settings have this part of the morning."""
    chaired = reader.chaired
    return tuple(g.id for g in work.groups.all() if g.id in chaired and part in g.mornings)

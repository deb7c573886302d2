"""Assigns people to the organisation that they speak for, and names the secretariat."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import NotValid, Organisation, Person
from bot.domain.person import PersonFacts
from bot.domain.wording import at_name
from bot.languages import N_
from bot.use_cases.actions.pass_on import leave_behind
from bot.use_cases.context import Context
from bot.use_cases.roster.cover import deputy_goes
from bot.use_cases.roster.rules import RoleShift, demand_secretariat, role_shifts, roles_held
from bot.use_cases.terms import EndedTerm, end_where_not_member


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignPerson:
    """`organisation_id` None: they belong to none any more."""

    user_id: str | None
    organisation_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """The person as they stand now, where they were before, and what changed in which group."""

    person: Person
    was: Organisation | None
    changed: bool
    shifts: tuple[RoleShift, ...]
    ended: tuple[EndedTerm, ...]
    left_behind: int = 0
    """How many open actions stay with the organisation that they spoke for before."""


def assign_person(
    wish: AssignPerson, context: Context, *, facts: Mapping[str, PersonFacts]
) -> Assigned:
    """Keep the person's organisation; a chair who is of no member organisation any more stops.
    `facts`: what the platform says of the person; they need not be in any channel."""
    demand_secretariat(N_("change the roster"), context)
    chosen = someone_real(wish.user_id, facts, field="user_id")
    wanted = None
    if wish.organisation_id is not None:
        wanted = context.work.organisations.get(wish.organisation_id)
        if wanted is None:
            raise NotValid(
                "That organisation is not on the roster any more.", field="organisation_id"
            )
    known = context.work.people.get(chosen.user_id)
    was = known.organisation if known else None
    held = roles_held([chosen.user_id], context)
    ended: tuple[EndedTerm, ...] = ()
    left_behind = 0
    changed = was != wanted
    context.work.people.keep_seen(chosen, context.now)
    if changed:
        context.work.people.assign(chosen.user_id, wish.organisation_id)
        deputy_goes(chosen.user_id, work=context.work, now=context.now)
        ended = end_where_not_member([chosen.user_id], context)
        if was is not None:
            named = {context.reader.user_id}
            left_behind = leave_behind(chosen.user_id, was, context, secretariat=named)
        did = "assigned to an organisation" if wanted else "took out of an organisation"
        detail = wanted.name if wanted else was.name if was else None
        context.record(did, chosen.user_id, detail)
    return Assigned(
        person=context.work.people.by_ids([chosen.user_id])[chosen.user_id],
        was=was,
        changed=changed,
        shifts=role_shifts(held, roles_held([chosen.user_id], context), work=context.work),
        ended=ended,
        left_behind=left_behind,
    )


def someone_real(
    user_id: str | None, facts: Mapping[str, PersonFacts], *, field: str
) -> PersonFacts:
    """An active person; NotValid by name for apps and for those who left."""
    if not user_id:
        raise NotValid("Please choose a person.", field=field)
    person = facts.get(user_id)
    if person is None:
        raise NotValid(
            "I could not find out who {user} is. Please try again, or choose someone else.",
            user=user_id,
            field=field,
        )
    if person.is_bot:
        raise NotValid(
            "{person} is an app. Please choose a person.", person=at_name(person.name), field=field
        )
    if not person.active:
        raise NotValid(
            "{person} has left this workspace. Please choose someone else.",
            person=at_name(person.name),
            field=field,
        )
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretariatNamed:
    """The secretariat now, and the people added and removed; `first`: nobody was kept before."""

    people: tuple[Person, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    first: bool


def name_secretariat(
    user_ids: tuple[str, ...], context: Context, *, facts: Mapping[str, PersonFacts]
) -> SecretariatNamed:
    """Keep all of them as the secretariat; at least one person, each of them real and no guest.
    People in the settings stay in the secretariat in any case. Once one is named, a workspace admin
    who is not among them has no say in it any more."""
    demand_secretariat(N_("change the secretariat"), context)
    if not user_ids:
        raise NotValid("Please leave at least one person in the secretariat.", field="user_ids")
    before = context.work.people.secretariat_ids()
    added = [u for u in dict.fromkeys(user_ids) if u not in before]
    for user_id in added:
        person = someone_real(user_id, facts, field="user_ids")
        if person.is_guest:
            raise NotValid(
                "{person} is a guest of this workspace, and a guest is never of the secretariat. "
                "Please choose someone else.",
                person=at_name(person.name),
                field="user_ids",
            )
    removed = sorted(before - set(user_ids))
    for user_id in added:
        context.work.people.keep_seen(facts[user_id], context.now)
        context.work.people.appoint_secretariat(user_id)
        context.record("named to the secretariat", user_id)
    for user_id in removed:
        context.work.people.appoint_secretariat(user_id, appointed=False)
        context.record("took out of the secretariat", user_id)
    people = context.work.people.by_ids(context.work.people.secretariat_ids())
    return SecretariatNamed(
        people=tuple(sorted(people.values(), key=lambda person: person.name.casefold())),
        added=tuple(added),
        removed=tuple(removed),
        first=not before,
    )

"""Shows the roster: organisations with their people, and who belongs to none yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain import Organisation, Person
from bot.domain.person import PersonFacts
from bot.languages import N_
from bot.use_cases.context import Context
from bot.use_cases.roster.rules import demand_secretariat


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassigned:
    """Someone who belongs to no organisation; `here`: they are in the channel asked from."""

    user_id: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Unassigned people of the channel come first; organisations: members, then observers."""

    unassigned: tuple[Unassigned, ...]
    organisations: tuple[tuple[Organisation, tuple[Person, ...]], ...]
    secretariat: tuple[Person, ...]


def list_roster(
    context: Context, *, here: Collection[str], facts: Mapping[str, PersonFacts]
) -> Roster:
    """Everything on the roster; `here`: who is in the channel, `facts`: of them."""
    demand_secretariat(N_("see and change the roster"), context)
    everyone = context.work.people.all()
    by_organisation: dict[int, list[Person]] = {}
    for person in everyone:
        if person.organisation is not None:
            by_organisation.setdefault(person.organisation.id, []).append(person)
    return Roster(
        unassigned=_unassigned_people(everyone, here, facts),
        organisations=tuple(
            (o, tuple(by_organisation.get(o.id, ()))) for o in context.work.organisations.all()
        ),
        secretariat=tuple(person for person in everyone if person.secretariat),
    )


def _unassigned_people(
    everyone: Collection[Person], here: Collection[str], facts: Mapping[str, PersonFacts]
) -> tuple[Unassigned, ...]:
    known = {person.user_id: person for person in everyone}
    found = []
    for user_id in {*here, *known}:
        person = known.get(user_id)
        if person is not None and person.organisation is not None:
            continue
        unknown = PersonFacts(user_id=user_id, name=user_id)
        said = facts.get(user_id) or (person.facts if person else unknown)
        if said.active and not said.is_bot:
            found.append(Unassigned(user_id=user_id, name=said.name, here=user_id in here))
    return tuple(sorted(found, key=lambda u: (not u.here, u.name.casefold(), u.user_id)))

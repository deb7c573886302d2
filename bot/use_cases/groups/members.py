"""Who is in a group: its people by organisation, with their roles and zones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.group import Appointments, Group
from bot.domain.organisation import Kind, Organisation
from bot.domain.person import Person, PersonFacts
from bot.domain.roles import Act, Role, role_of
from bot.use_cases.context import Context
from bot.use_cases.refusing import demand
from bot.use_cases.roster.terms import running_term, today_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person in a group; `zone` is their own, None where nobody says."""

    user_id: str
    name: str
    role: Role
    zone: str | None
    until: date | None = None
    """A chair's last day."""
    lowered: bool = False
    """An observer here although their organisation is a member."""
    secretariat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """The people of one organisation; None: those who belong to none yet."""

    organisation: Organisation | None
    seats: tuple[Seat, ...]


def group_members(
    group: Group, user_ids: Collection[str], context: Context, *, facts: Mapping[str, PersonFacts]
) -> tuple[Delegation, ...]:
    """The people of the channel by organisation: unassigned first, members, then observers.

    `user_ids`: who is in the channel, `facts`: of them, as far as they are known.
    Apps are left out. NotAllowed for a reader who is not in the channel.
    """
    demand(context, Act.SEE_PEOPLE, group)
    people = context.work.people.among(user_ids)
    appointments = context.work.roles.of(group.id)
    benches: dict[Organisation | None, list[Seat]] = {}
    for user_id in user_ids:
        person, said = people.get(user_id), facts.get(user_id)
        if (said is not None and said.is_bot) or (person is not None and person.is_bot):
            continue
        organisation = person.organisation if person else None
        seat = _seat(user_id, person, said, group, appointments, now=context.now)
        benches.setdefault(organisation, []).append(seat)
    return tuple(
        Delegation(organisation=o, seats=tuple(sorted(benches[o], key=_chairs_first)))
        for o in sorted(benches, key=_unassigned_first)
    )


def _seat(
    user_id: str,
    person: Person | None,
    said: PersonFacts | None,
    group: Group,
    appointments: Appointments,
    *,
    now: datetime,
) -> Seat:
    standing = person.standing if person else None
    role = role_of(user_id, standing, present=True, group=group, appointments=appointments, now=now)
    term = running_term(appointments, user_id, today_in(group, now))
    return Seat(
        user_id=user_id,
        name=said.name if said else person.name if person else user_id,
        role=role,
        zone=(said.zone if said else None) or (person.zone if person else None),
        until=term.ends_on if term is not None and role is Role.CHAIR else None,
        lowered=standing is Kind.MEMBER and user_id in appointments.lowered,
        secretariat=person.secretariat if person else False,
    )


def _chairs_first(seat: Seat) -> tuple[bool, str, str]:
    return (seat.role is not Role.CHAIR, seat.name.casefold(), seat.user_id)


def _unassigned_first(organisation: Organisation | None) -> tuple[bool, bool, str]:
    if organisation is None:
        return (False, False, "")
    return (True, organisation.kind is not Kind.MEMBER, organisation.name.casefold())

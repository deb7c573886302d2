"""Adds an organisation to the roster, or corrects it; its kind decides its people's rights."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.audience import ChannelFacts
from bot.domain.countries import read_country
from bot.domain.errors import NotValid, Refusal
from bot.domain.limits import NAME, checked_text
from bot.domain.organisation import Organisation, OrganisationKind
from bot.domain.person import Person
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.roster.rules import (
    RoleShift,
    demand_secretariat,
    read_zone,
    role_shifts,
    roles_held,
)
from bot.use_cases.roster.terms import EndedTerm, end_where_not_member


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganisation:
    """`country` and `zone` as typed: a code or a name, an IANA key in any letter case."""

    name: str
    kind: OrganisationKind
    country: str
    zone: str


def add_organisation(wish: AddOrganisation, context: Context) -> Organisation:
    """Keep the organisation; NotValid names the field of a value that cannot be."""
    demand_secretariat(context.reader, "change the roster", work=context.work)
    name = free_name(wish.name, work=context.work)
    country, zone = read_country(wish.country), read_zone(wish.zone)
    made = context.work.organisations.add(name=name, kind=wish.kind, country=country, zone=zone)
    context.work.journal.record(
        context.reader.user_id, "added an organisation", subject_of(made), context.now, made.name
    )
    return made


def free_name(typed: str, *, work: UnitOfWork, but: int | None = None) -> str:
    """A name that no other organisation has; `but` is the id of the one that may keep it."""
    name = checked_text(" ".join(typed.split()), NAME, field="name", what="The name")
    taken = work.organisations.by_name(name)
    if taken is not None and taken.id != but:
        raise NotValid(f"{taken.name} is on the roster already.", field="name")
    return name


def subject_of(organisation: Organisation) -> str:
    """What the journal calls an organisation."""
    return f"organisation {organisation.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOrganisation:
    """`country` and `zone` as typed: a code or a name, an IANA key in any letter case."""

    organisation_id: int
    name: str
    kind: OrganisationKind
    country: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The organisation before and now, its people, and what they are now in which group."""

    before: Organisation
    organisation: Organisation
    people: tuple[Person, ...]
    shifts: tuple[RoleShift, ...]
    ended: tuple[EndedTerm, ...]


def correct_organisation(
    wish: CorrectOrganisation, context: Context, *, presence: Mapping[str, ChannelFacts]
) -> Corrected:
    """Keep the correction; people of what is no longer a member stop chairing at once."""
    demand_secretariat(context.reader, "change the roster", work=context.work)
    before = context.work.organisations.get(wish.organisation_id)
    if before is None:
        raise Refusal("That organisation is not on the roster any more.")
    wanted = Organisation(
        id=before.id,
        name=free_name(wish.name, work=context.work, but=before.id),
        kind=wish.kind,
        country=read_country(wish.country),
        zone=read_zone(wish.zone),
    )
    user_ids = [p.user_id for p in context.work.people.all() if p.organisation == before]
    held = roles_held(user_ids, presence, work=context.work, now=context.now)
    ended: tuple[EndedTerm, ...] = ()
    if wanted != before:
        context.work.organisations.change(wanted)
        ended = end_where_not_member(user_ids, work=context.work, now=context.now)
        said = f"{before} became {wanted}"
        context.work.journal.record(
            context.reader.user_id,
            "corrected an organisation",
            subject_of(before),
            context.now,
            said,
        )
    after = roles_held(user_ids, presence, work=context.work, now=context.now)
    people = context.work.people.by_ids(user_ids)
    return Corrected(
        before=before,
        organisation=wanted,
        people=tuple(people[u] for u in user_ids),
        shifts=role_shifts(held, after, work=context.work),
        ended=ended,
    )

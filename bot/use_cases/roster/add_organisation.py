"""Adds an organisation to the roster."""

from dataclasses import dataclass

from bot.domain.countries import read_country
from bot.domain.errors import NotValid
from bot.domain.limits import NAME, checked
from bot.domain.organisation import Kind, Organisation
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.roster.reading import read_zone
from bot.use_cases.roster.rights import demand_secretariat


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganisation:
    """`country` and `zone` as typed: a code or a name, an IANA key in any letter case."""

    name: str
    kind: Kind
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
    name = checked(" ".join(typed.split()), NAME, field="name", what="The name")
    taken = work.organisations.by_name(name)
    if taken is not None and taken.id != but:
        raise NotValid(f"{taken.name} is on the roster already.", field="name")
    return name


def subject_of(organisation: Organisation) -> str:
    """What the journal calls an organisation."""
    return f"organisation {organisation.id}"

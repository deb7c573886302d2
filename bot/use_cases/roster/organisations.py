"""Adds an organisation to the roster, or corrects it; its kind decides its people's rights."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain import NotValid, Organisation, OrganisationKind, Person, Refusal
from bot.domain.countries_and_languages import read_country
from bot.domain.known_names import Closeness, KnownNames, fold_name
from bot.domain.limits import NAME, checked_text, one_line
from bot.languages import N_, _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.roster import rules
from bot.use_cases.terms import EndedTerm, end_where_not_member


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOrganisation:
    """`country` and `zone` as typed: a code or a name, an IANA key in any letter case."""

    name: str
    kind: OrganisationKind
    country: str
    zone: str
    aliases: tuple[str, ...] = ()


def add_organisation(wish: AddOrganisation, context: Context) -> Organisation:
    """Keep the organisation; NotValid names the field of a value that cannot be."""
    rules.demand_secretariat(N_("change the roster"), context)
    name = free_name(wish.name, work=context.work)
    country, zone = read_country(wish.country), rules.read_zone(wish.zone)
    aliases = free_aliases(wish.aliases, name, work=context.work)
    made = context.work.organisations.add(
        name=name, kind=wish.kind, country=country, zone=zone, aliases=aliases
    )
    context.record("added an organisation", subject_of(made), made.name)
    return made


def free_name(typed: str, *, work: UnitOfWork, but: int | None = None) -> str:
    """A name that no other organisation has; `but` is the id of the one that may keep it."""
    name = checked_text(one_line(typed), NAME, field="name", what=_("The name"))
    _demand_free(name, "name", work=work, but=but)
    return name


def free_aliases(
    typed: Iterable[str], name: str, *, work: UnitOfWork, but: int | None = None
) -> tuple[str, ...]:
    """Other names that no other organisation has, each once, without `name` itself."""
    found: dict[str, str] = {fold_name(name): name}
    for one in typed:
        alias = checked_text(one_line(one), NAME, field="aliases", what=_("A short name"))
        _demand_free(alias, "aliases", work=work, but=but)
        found.setdefault(fold_name(alias), alias)
    return tuple(found.values())[1:]


def _demand_free(name: str, field: str, *, work: UnitOfWork, but: int | None) -> None:
    """NotValid where another organisation is found by this name."""
    others = KnownNames(o for o in work.organisations.all() if o.id != but)
    taken = others.find(name, within=Closeness.NAME)
    if taken is None:
        return
    other = taken.named[0].name
    words = _("{organisation} is on the roster already.", organisation=other)
    if fold_name(other) != fold_name(name):
        words = _(
            "{organisation} is on the roster already, and “{name}” is a name of it.",
            organisation=other,
            name=name,
        )
    raise NotValid(words, field=field)


def subject_of(organisation: Organisation) -> str:
    """What the journal calls an organisation."""
    return f"organisation {organisation.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOrganisation(AddOrganisation):
    """The new value of every field."""

    organisation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The organisation before and now, its people, and what they are now in which group."""

    before: Organisation
    organisation: Organisation
    people: tuple[Person, ...]
    shifts: tuple[rules.RoleShift, ...]
    ended: tuple[EndedTerm, ...]


def correct_organisation(wish: CorrectOrganisation, context: Context) -> Corrected:
    """Keep the correction; people of what is no longer a member stop chairing at once."""
    rules.demand_secretariat(N_("change the roster"), context)
    before = context.work.organisations.get(wish.organisation_id)
    if before is None:
        raise Refusal("That organisation is not on the roster any more.")
    name = free_name(wish.name, work=context.work, but=before.id)
    wanted = Organisation(
        id=before.id,
        name=name,
        kind=wish.kind,
        country=read_country(wish.country),
        zone=rules.read_zone(wish.zone),
        aliases=free_aliases(wish.aliases, name, work=context.work, but=before.id),
    )
    user_ids = [p.user_id for p in context.work.people.all() if p.organisation == before]
    held = rules.roles_held(user_ids, context)
    ended: tuple[EndedTerm, ...] = ()
    if wanted != before:
        context.work.organisations.change(wanted)
        ended = end_where_not_member(user_ids, context)
        context.record("corrected an organisation", subject_of(before), f"{before} became {wanted}")
    after = rules.roles_held(user_ids, context)
    people = context.work.people.by_ids(user_ids)
    return Corrected(
        before=before,
        organisation=wanted,
        people=tuple(people[u] for u in user_ids),
        shifts=rules.role_shifts(held, after, work=context.work),
        ended=ended,
    )

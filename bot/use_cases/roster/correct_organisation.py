"""Corrects an organisation on the roster, and with its kind the rights of all its people."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.audience import ChannelFacts
from bot.domain.countries import read_country
from bot.domain.errors import Refusal
from bot.domain.organisation import Kind, Organisation
from bot.domain.person import Person
from bot.use_cases.context import Context
from bot.use_cases.roster.add_organisation import free_aliases, free_name, subject_of
from bot.use_cases.roster.reading import read_zone
from bot.use_cases.roster.rights import demand_secretariat
from bot.use_cases.roster.standing import Shift, roles_held, shifts
from bot.use_cases.roster.terms import EndedTerm, end_where_not_member


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectOrganisation:
    """`country` and `zone` as typed: a code or a name, an IANA key in any letter case."""

    organisation_id: int
    name: str
    kind: Kind
    country: str
    zone: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The organisation before and now, its people, and what they are now in which group."""

    before: Organisation
    organisation: Organisation
    people: tuple[Person, ...]
    shifts: tuple[Shift, ...]
    ended: tuple[EndedTerm, ...]


def correct_organisation(
    wish: CorrectOrganisation, context: Context, *, presence: Mapping[str, ChannelFacts]
) -> Corrected:
    """Keep the correction; people of what is no longer a member stop chairing at once."""
    demand_secretariat(context.reader, "change the roster", work=context.work)
    before = context.work.organisations.get(wish.organisation_id)
    if before is None:
        raise Refusal("That organisation is not on the roster any more.")
    name = free_name(wish.name, work=context.work, but=before.id)
    wanted = Organisation(
        id=before.id,
        name=name,
        kind=wish.kind,
        country=read_country(wish.country),
        zone=read_zone(wish.zone),
        aliases=free_aliases(wish.aliases, name, work=context.work, but=before.id),
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
    people = context.work.people.among(user_ids)
    return Corrected(
        before=before,
        organisation=wanted,
        people=tuple(people[u] for u in user_ids),
        shifts=shifts(held, after, work=context.work),
        ended=ended,
    )

"""Appoints a chair for a dated term, lowers a person to observer, or ends either."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain import Act, Group, NotValid, OrganisationKind, Person, Role
from bot.domain.audience import ChannelFacts
from bot.domain.group import Term
from bot.domain.person import PersonFacts
from bot.domain.roles import role_of
from bot.domain.wording import at_name, spell_day
from bot.languages import N_
from bot.use_cases.context import Context
from bot.use_cases.groups.set_up import choose_chair, demand_member
from bot.use_cases.identify import as_stranger, choose_person
from bot.use_cases.refusals import demand_right
from bot.use_cases.roster.notifications import tell_change_of_chairs
from bot.use_cases.terms import a_year_after, end_now, running_term, today_in


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRole:
    """`role` is chair, member or observer; `until` is a chair's last day, None: a year from now."""

    group: Group
    user_id: str
    role: Role
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RoleGiven:
    """What the person is now, what they were, and who chairs the group from now on."""

    group: Group
    person: Person
    role: Role
    was: Role
    changed: bool
    term: Term | None = None
    chairs: tuple[str, ...] = ()


def give_role(
    wish: GiveRole,
    context: Context,
    *,
    channel: ChannelFacts | None,
    facts: Mapping[str, PersonFacts],
) -> RoleGiven:
    """Keep the role; never above the kind of the person's organisation. `channel`: the group's own,
    `facts`: of the person. A change takes effect at once. Refusals say what is not possible and who
    can help."""
    group = wish.group
    demand_right(context, Act.RUN_GROUP, group)
    chosen = choose_person(wish.user_id, facts=facts, channel=channel, group=group)
    before = context.work.roles.of_group(group.id)
    person = context.work.people.get(wish.user_id) or as_stranger(wish.user_id, chosen)
    who, now, work = person.user_id, context.now, context.work
    was = role_of(who, person.standing, group=group, appointments=before, now=now)
    if wish.role is Role.CHAIR:
        person = choose_chair(who, facts=facts, channel=channel, group=group, work=work)
        changed = _appoint_chair(wish, context)
    elif wish.role is Role.MEMBER:
        demand_member(
            person,
            at_name(person.name),
            unplaced=N_("{person} belongs to no organisation yet, and so is an observer."),
            observes=N_(
                "{person} belongs to {organisation}, an observer organisation. A role in a group "
                "never raises anyone above their organisation."
            ),
        )
        changed = end_now(group, wish.user_id, context)
        changed |= context.work.roles.lower_person(group.id, wish.user_id, lowered=False)
    else:
        changed = end_now(group, wish.user_id, context)
        if person.standing is OrganisationKind.MEMBER:
            changed |= context.work.roles.lower_person(group.id, wish.user_id, lowered=True)
    after = context.work.roles.of_group(group.id)
    today = today_in(group, context.now)
    tell_change_of_chairs(group, before.chairs_on(today), context)
    term = running_term(after, wish.user_id, today) if wish.role is Role.CHAIR else None
    if changed:
        until = f" until {term.ends_on}" if term else ""
        context.record(f"made {wish.role}{until}", group.channel_id, wish.user_id)
    chairs = after.chairs_on(today)
    return RoleGiven(group, person, wish.role, was, changed, term=term, chairs=chairs)


def _appoint_chair(wish: GiveRole, context: Context) -> bool:
    """A new term from today, in place of what is left of the person's others."""
    work = context.work
    group, user_id = wish.group, wish.user_id
    today = today_in(group, context.now)
    until = wish.until or a_year_after(today)
    if until < today:
        raise NotValid(
            "{day} is over already in {zone}, the zone of {group}. Please give a last day that "
            "is still ahead.",
            day=spell_day(until),
            zone=group.zone,
            group=group.name,
            field="until",
        )
    lifted = work.roles.lower_person(group.id, user_id, lowered=False)
    running = running_term(work.roles.of_group(group.id), user_id, today)
    if running is not None and (wish.until is None or running.ends_on == until):
        return lifted
    end_now(group, user_id, context)
    work.roles.appoint_chair(group.id, Term(user_id=user_id, starts_on=today, ends_on=until))
    return True

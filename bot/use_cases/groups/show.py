"""Shows a group: its chairs, what comes next and waits; and its people by organisation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain import Act, Dialogue, Group, Organisation, OrganisationKind, Person, Role, may
from bot.domain.dialogue import LONGEST_AHEAD
from bot.domain.person import PersonFacts
from bot.domain.roles import role_of
from bot.ports.ledgers.actions import ActionPage, ActionQuery, ActionView
from bot.use_cases.context import Context
from bot.use_cases.refusals import demand_right
from bot.use_cases.terms import chairs_at, running_term, today_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Chair:
    """One chair of today; `person` None: nobody that Convenor has met."""

    user_id: str
    person: Person | None
    present: bool
    """Whether they are in the channel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Counts hold only what the reader may see; `awaiting` None: it is not theirs to review."""

    group: Group
    role: Role
    chairs: tuple[Chair, ...]
    next_dialogue: Dialogue | None
    open_actions: ActionPage
    overdue: ActionPage
    awaiting: int | None
    may_schedule: bool = False
    may_log: bool = False
    may_set: bool = False


def glance_at_group(group: Group, context: Context, *, present: Collection[str]) -> Glance:
    """The group as `reader` may see it now; `present`: who is in its channel."""
    coming = context.work.dialogues.planned_between(
        context.reader, [group.id], context.now, context.now + LONGEST_AHEAD, limit=1
    )
    reviews = may(context.reader, Act.REVIEW_PRACTICE, group.id)
    practices = context.work.practices
    waiting = practices.count_awaiting_review(context.reader, [group.id]) if reviews else None
    user_ids = chairs_at(group, context.now, context.work)
    people = context.work.people.by_ids(user_ids)
    chairs = (Chair(user_id=u, person=people.get(u), present=u in present) for u in user_ids)
    return Glance(
        group=group,
        role=context.reader.role_in(group.id),
        chairs=tuple(chairs),
        next_dialogue=coming[0] if coming else None,
        open_actions=_find_actions(group, ActionView.OPEN, context),
        overdue=_find_actions(group, ActionView.OVERDUE, context),
        awaiting=waiting,
        may_schedule=may(context.reader, Act.SCHEDULE_DIALOGUE, group.id),
        may_log=may(context.reader, Act.LOG_ACTION, group.id),
        may_set=may(context.reader, Act.RUN_GROUP, group.id),
    )


def _find_actions(group: Group, view: ActionView, context: Context) -> ActionPage:
    query = ActionQuery(group_ids=[group.id], view=view, now=context.now, limit=1)
    return context.work.actions.find_page(context.reader, query)


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
    `user_ids`: who is in the channel, `facts`: of them, as far as they are known. Apps are left
    out. NotAllowed for a reader who is not in the channel."""
    demand_right(context, Act.SEE_PEOPLE, group)
    people = context.work.people.by_ids(user_ids)
    appointments = context.work.roles.of_group(group.id)
    benches: dict[Organisation | None, list[Seat]] = {}
    for user_id in user_ids:
        person, said = people.get(user_id), facts.get(user_id)
        if (said is not None and said.is_bot) or (person is not None and person.is_bot):
            continue
        organisation = person.organisation if person else None
        standing = person.standing if person else None
        role = role_of(user_id, standing, group=group, appointments=appointments, now=context.now)
        term = running_term(appointments, user_id, today_in(group, context.now))
        seat = Seat(
            user_id=user_id,
            name=said.name if said else person.name if person else user_id,
            role=role,
            zone=(said.zone if said else None) or (person.zone if person else None),
            until=term.ends_on if term is not None and role is Role.CHAIR else None,
            lowered=standing is OrganisationKind.MEMBER and user_id in appointments.lowered,
            secretariat=person.secretariat if person else False,
        )
        benches.setdefault(organisation, []).append(seat)
    return tuple(
        Delegation(organisation=o, seats=tuple(sorted(benches[o], key=_chairs_first)))
        for o in sorted(benches, key=_unassigned_first)
    )


def _chairs_first(seat: Seat) -> tuple[bool, str, str]:
    return (seat.role is not Role.CHAIR, seat.name.casefold(), seat.user_id)


def _unassigned_first(organisation: Organisation | None) -> tuple[bool, bool, str]:
    if organisation is None:
        return (False, False, "")
    return (True, organisation.kind is not OrganisationKind.MEMBER, organisation.name.casefold())

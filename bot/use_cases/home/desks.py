"""What waits for the chair of one group, and for the secretariat."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Group
from bot.domain.delivery import LATE_AFTER
from bot.domain.digest import LOOKS_AHEAD
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.use_cases.context import Context
from bot.use_cases.digests.gather import MOST_COMING, count_unanswered
from bot.use_cases.roster.terms import today_in


@dataclass(frozen=True, slots=True, kw_only=True)
class ChairDesk:
    """`overdue`: by the name of the organisation that promised it, None: none did; most first."""

    group: Group
    reviews: int
    unanswered: int
    overdue: tuple[tuple[str | None, int], ...]
    readable: bool
    """Whether its channel can be read; while it cannot, most of what a chair does must wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """`chairs` by group id; `unassigned`: names of people of no organisation, `unspoken`: names
    of organisations for which nobody speaks.

    `late_since`: when the message fell due that waits longest, where one does. `refused`: how
    many channels and people no message gets through to.
    """

    groups: tuple[Group, ...]
    chairs: Mapping[int, tuple[str, ...]]
    unreadable: frozenset[int]
    unassigned: tuple[str, ...]
    unspoken: tuple[str, ...]
    late_since: datetime | None
    refused: int


def desk_of(group: Group, context: Context) -> ChairDesk:
    """With the rights of the reader, who chairs it."""
    work = context.work
    query = ActionQuery(group_ids=[group.id], view=ActionView.OVERDUE, now=context.now)
    coming = work.dialogues.planned_between(
        context.reader, [group.id], context.now, context.now + LOOKS_AHEAD, limit=MOST_COMING
    )
    names = work.organisations.names()
    owners: Counter[str | None] = Counter()
    for (organisation_id, _), late in work.actions.count_by_owner(context.reader, query).items():
        owners[names.get(organisation_id or 0)] += late
    ranked = sorted(owners.items(), key=lambda one: (-one[1], one[0] is None, one[0] or ""))
    return ChairDesk(
        group=group,
        reviews=work.practices.count_awaiting_review(context.reader, [group.id]),
        unanswered=count_unanswered(coming, group, context),
        overdue=tuple(ranked),
        readable=group.channel_id in context.presence,
    )


def office_of(context: Context) -> Office:
    """For the secretariat alone."""
    work = context.work
    groups = work.groups.all()
    known = work.people.all()
    names = {person.user_id: person.name for person in known}
    everyone = [p for p in known if p.active and not p.is_bot]
    spoken_for = {person.organisation.id for person in everyone if person.organisation}
    due = work.deliveries.oldest_due(context.now)
    return Office(
        groups=groups,
        chairs={g.id: _names_of_chairs(g, names, context) for g in groups},
        unreadable=frozenset(g.id for g in groups if g.channel_id not in context.presence),
        unassigned=tuple(person.name for person in everyone if person.organisation is None),
        unspoken=tuple(o.name for o in work.organisations.all() if o.id not in spoken_for),
        late_since=due if due is not None and due < context.now - LATE_AFTER else None,
        refused=len(work.recipients.errors_of_blocked()),
    )


def _names_of_chairs(group: Group, names: Mapping[str, str], context: Context) -> tuple[str, ...]:
    """Their names, today."""
    chairs = context.work.roles.of_group(group.id).chairs_on(today_in(group, context.now))
    return tuple(names.get(user_id, user_id) for user_id in chairs)

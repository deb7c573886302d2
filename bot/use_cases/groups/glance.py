"""A group at a glance: who chairs, what comes next, what is open and what waits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.roles import Act, Role, may
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.roster.terms import today_in

AHEAD = timedelta(days=5 * 366)


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
    open_actions: int
    overdue: int
    awaiting: int | None


def glance(group: Group, context: Context, *, present: Collection[str]) -> Glance:
    """The group as `reader` may see it now; `present`: who is in its channel."""
    coming = context.work.dialogues.between(
        context.reader, [group.id], context.now, context.now + AHEAD, limit=1
    )
    reviews = may(context.reader, Act.REVIEW_PRACTICE, group.id)
    return Glance(
        group=group,
        role=context.reader.role_in(group.id),
        chairs=_chairs(group, present, work=context.work, now=context.now),
        next_dialogue=coming[0] if coming else None,
        open_actions=_count(group, ActionView.OPEN, context),
        overdue=_count(group, ActionView.OVERDUE, context),
        awaiting=len(context.work.practices.queue(context.reader, [group.id])) if reviews else None,
    )


def _chairs(
    group: Group, present: Collection[str], *, work: UnitOfWork, now: datetime
) -> tuple[Chair, ...]:
    user_ids = work.roles.of(group.id).chairs_on(today_in(group, now))
    people = work.people.among(user_ids)
    return tuple(Chair(user_id=u, person=people.get(u), present=u in present) for u in user_ids)


def _count(group: Group, view: ActionView, context: Context) -> int:
    query = ActionQuery(group_ids=[group.id], view=view, now=context.now, limit=1)
    return context.work.actions.find(context.reader, query).total

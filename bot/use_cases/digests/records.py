"""The records of a group's week that one reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.action_item import ActionItem, ActionStatus
from bot.domain.dialogue import Dialogue
from bot.domain.digest import LOOKS_AHEAD
from bot.domain.group import Group
from bot.domain.practice import Practice
from bot.domain.roles import Reader
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context

_PAGE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The records of the span; `coming` and `overdue` are as of now."""

    coming: tuple[Dialogue, ...]
    held: tuple[Dialogue, ...]
    logged: tuple[ActionItem, ...]
    done: tuple[ActionItem, ...]
    overdue: tuple[ActionItem, ...]
    practices: tuple[Practice, ...]

    @property
    def actions(self) -> tuple[ActionItem, ...]:
        return (*self.logged, *self.done, *self.overdue)

    @property
    def references(self) -> frozenset[str]:
        every: Iterable[Dialogue | ActionItem | Practice] = (
            *self.coming,
            *self.held,
            *self.actions,
            *self.practices,
        )
        return frozenset(record.reference for record in every)


def records_of(group: Group, context: Context, *, since: datetime, until: datetime) -> Records:
    """`since` to `until`, its end left out, is the week looked back on; `now` looks ahead."""
    here = [group.id]
    changed = context.work.actions.changed_between(context.reader, here, since, until)
    held = context.work.dialogues.changed_between(context.reader, here, since, until)
    coming = context.work.dialogues.planned_between(
        context.reader, here, context.now, context.now + LOOKS_AHEAD, limit=_PAGE
    )
    return Records(
        coming=tuple(d for d in coming if d.starts_at >= context.now),
        held=tuple(d for d in held if not d.cancelled and d.starts_at < context.now),
        logged=tuple(a for a in changed if since <= a.created_at < until),
        done=tuple(
            a
            for a in changed
            if a.status is ActionStatus.DONE
            and a.settled_at is not None
            and since <= a.settled_at < until
        ),
        overdue=_overdue_actions(group, context.reader, context.work, context.now),
        practices=context.work.practices.changed_between(context.reader, here, since, until),
    )


def _overdue_actions(
    group: Group, reader: Reader, work: UnitOfWork, now: datetime
) -> tuple[ActionItem, ...]:
    found: list[ActionItem] = []
    while True:
        page = work.actions.find_page(
            reader,
            ActionQuery(
                group_ids=[group.id],
                view=ActionView.OVERDUE,
                now=now,
                limit=_PAGE,
                offset=len(found),
            ),
        )
        found += page.items
        if not page.items or len(found) >= page.total:
            return tuple(found)

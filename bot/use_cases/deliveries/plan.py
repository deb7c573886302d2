"""Plans what follows from the calendar alone, and forgets what is old."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.domain.fairness import Weights
from bot.ports.ledgers.personal import KEPT_FOR
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.actions.repeat import plan_recurring
from bot.use_cases.agendas.carry import plan_agendas
from bot.use_cases.context import Context
from bot.use_cases.decisions.propose import settle_proposals
from bot.use_cases.deliveries.means import always_believed
from bot.use_cases.dialogues.messages.day_of import plan_closings
from bot.use_cases.dialogues.series.clock_change_notice import plan_clock_changes
from bot.use_cases.dialogues.series.plan import plan_series
from bot.use_cases.digests.schedule import plan_digests
from bot.use_cases.fairness.totals import charge_past
from bot.use_cases.mornings.plan import mornings_to_owe, owe_mornings, plan_mornings
from bot.use_cases.practices.renew import plan_renewals
from bot.use_cases.practices.spotlight import plan_spotlights
from bot.use_cases.roster.notifications import plan_ended_terms

PEOPLE_AT_ONCE = 50
"""Whose mornings are planned in one transaction: it is soon over, and others write between."""
KEEP_RECEIPTS = timedelta(days=3)
"""Delayed events are tried again for a day at most; people press old buttons with new triggers."""


def plan_from_calendar(*, work: UnitOfWork, now: datetime, weights: Weights | None = None) -> int:
    """How much is new in this workspace: dialogues, actions and agenda items of series, and
    deliveries owed.

    Planning twice plans once. All in the caller's transaction; `plan_in_steps` holds up nobody.
    """
    context = Context.system(work, now)
    return sum(step(context) for step in _steps(weights or Weights())) + plan_mornings(context)


async def plan_in_steps(
    workspace_id: str, *, memory: Memory, now: datetime, weights: Weights
) -> datetime | None:
    """The same in short transactions; when the next proposal ends.

    What has taken place is charged to the score of hours, by `weights`. Who has a morning to plan
    is read beside the others' work, then written for a few people at a time.
    """
    for step in _steps(weights):
        await memory.write(workspace_id, partial(_take, step, now))
    left = await memory.read_apart(
        workspace_id, lambda work: mornings_to_owe(Context.system(work, now))
    )
    while left:
        some, left = left[:PEOPLE_AT_ONCE], left[PEOPLE_AT_ONCE:]
        await memory.write(workspace_id, partial(_take, partial(owe_mornings, some), now))
    return await memory.read(workspace_id, lambda work: work.decisions.next_end())


_Step = Callable[[Context], int]
"""How much is new."""


def _steps(weights: Weights) -> tuple[_Step, ...]:
    """All but mornings, in this order: what a series brings is in the steps behind it."""
    return (
        settle_proposals,
        plan_series,
        plan_recurring,
        plan_agendas,
        partial(charge_past, weights=weights),
        plan_digests,
        plan_closings,
        plan_clock_changes,
        plan_ended_terms,
        plan_spotlights,
        plan_renewals,
    )


def _take(step: _Step, now: datetime, work: UnitOfWork) -> int:
    return step(Context.system(work, now))


def keep_house(*, work: UnitOfWork, now: datetime) -> int:
    """How many receipts, drafts and steps were forgotten."""
    forgotten = work.receipts.forget_before(now - KEEP_RECEIPTS)
    forgotten += work.drafts.forget_before(now - KEPT_FOR)
    return forgotten + work.steps.forget_before(now - KEPT_FOR)


_AT_ONCE = 25
"""Rows in one transaction: each changes nine indexes, which soon fills the log of SQLite."""
_PAUSE = 0.05
"""Seconds between two of them, in which others write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """`keep_deliveries`, `keep_journal`: for how long; zero: for ever. `clock_agrees`: asked before
    each step, since what a wrong clock forgets is gone."""

    memory: Memory
    now: Callable[[], datetime]
    keep_deliveries: timedelta
    keep_journal: timedelta
    clock_agrees: Callable[[], Awaitable[bool]] = always_believed
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def forget(self) -> None:
        """All that is old enough now; a stop ends it, and the next one goes on."""
        after: int | None = 0
        while self.keep_deliveries and after is not None and await self.clock_agrees():
            after = await self._forget_deliveries(after)
            await self.pause(_PAUSE)
        gone = True
        while self.keep_journal and gone and await self.clock_agrees():
            gone = await self._forget_journal()
            await self.pause(_PAUSE)

    async def _forget_deliveries(self, after: int) -> int | None:
        before = self.now() - self.keep_deliveries
        return await self.memory.write_all(
            lambda work: work.queue.forget_settled(before, after=after, most=_AT_ONCE)
        )

    async def _forget_journal(self) -> bool:
        before = self.now() - self.keep_journal
        return await self.memory.write_all(
            lambda work: work.installations.forget_journal(before, most=_AT_ONCE) > 0
        )

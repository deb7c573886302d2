"""Sends what is due: claim, look again, send, settle; round after round until nothing is due."""

import asyncio
import logging
import random
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import Delivery, State, is_late, pause_before_retry
from bot.domain.errors import (
    AnswerLost,
    ContentRefused,
    NotSent,
    PlaceClosed,
    TokenDead,
    TryLater,
)
from bot.domain.letters import Gone
from bot.ports.directory import Directory
from bot.ports.messenger import Messenger, Posted
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.deliveries.look_again import (
    CannotTell,
    KeptPrivate,
    Surroundings,
    Verdict,
    is_person,
    look_again,
    tell_chairs,
)

log = logging.getLogger(__name__)

_REFRESH_PAUSE = 5.0

ALL_WORKSPACES = ""
"""The queue spans them; jobs about one delivery run in its own workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Settings of the loop; seconds. `channel`: between two messages to one recipient."""

    channel: float = 1.0
    lease: float = 120.0
    batch: int = 20
    longest_round: int = 10_000
    """Rounds before one call gives way, however much is due."""


@dataclass(kw_only=True)
class Deliverer:
    """Everything that sending needs; one for each process."""

    memory: Memory
    messenger: Messenger
    directory: Directory
    now: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)
    secretariat: Collection[str] = ()
    jitter: Callable[[], float] = random.random
    _busy_until: dict[str, datetime] = field(default_factory=dict)
    """When each recipient may get its next message."""
    _refresh_from: datetime | None = None
    """After Slack put an update off: when to try again."""

    async def deliver(self) -> int:
        """Send until nothing is due; how many rows were settled. Refreshes stale posts too."""
        settled = 0
        for _ in range(self.pace.longest_round):
            claimed = await self._claim_some()
            if claimed:
                await asyncio.gather(*(self._one(delivery) for delivery in claimed))
                settled += len(claimed)
            elif not await self._refresh_some() and not await self._wait_for_pace():
                break
        return settled

    async def next_due(self) -> datetime | None:
        return await self.memory.read(ALL_WORKSPACES, lambda work: work.queue.next_due())

    async def _claim_some(self) -> tuple[Delivery, ...]:
        now = self.now()
        skip = self._paced(now)
        lease = now + timedelta(seconds=self.pace.lease)

        def job(work: UnitOfWork) -> tuple[Delivery, ...]:
            work.queue.expired(now)
            return work.queue.claim(now, lease_until=lease, limit=self.pace.batch, skip=skip)

        return await self.memory.write(ALL_WORKSPACES, job)

    def _paced(self, now: datetime) -> frozenset[str]:
        """Recipients whose last message is too young for another."""
        self._busy_until = {r: t for r, t in self._busy_until.items() if t > now}
        return frozenset(self._busy_until)

    async def _wait_for_pace(self) -> bool:
        """Sleep until the first paced recipient is free, if one of them is owed something now."""
        due = await self.next_due()
        now = self.now()
        if due is None or due > now or not self._busy_until:
            return False
        await asyncio.sleep(max((min(self._busy_until.values()) - now).total_seconds(), 0.001))
        return True

    async def _one(self, delivery: Delivery) -> None:
        """One claimed row to its end; an error that is nobody's stays with this row."""
        try:
            verdict = await self._look(delivery)
            await self._act(delivery, verdict)
        except TryLater as trouble:
            await self._put_off(delivery, trouble)
        except Exception:
            log.exception("delivery_failed", extra={"delivery": delivery.id, "kind": delivery.kind})
            await self._put_off(delivery, TryLater("our_bug"))

    async def _act(self, delivery: Delivery, verdict: Verdict) -> None:
        match verdict:
            case Gone(why=why):
                await self._settle(delivery, State.DROPPED, error=why)
            case KeptPrivate(instead=instead):
                await self._settle(delivery, State.DROPPED, error="kept private", also=instead)
            case CannotTell():
                raise TryLater("cannot_tell_who_reads")
            case letter:
                await self._send(delivery, letter)

    async def _send(self, delivery: Delivery, letter: object) -> None:
        late = is_late(delivery, self.now())
        try:
            posted = await self.messenger.send(delivery, letter, late=late)  # type: ignore[arg-type]
        except AnswerLost as lost:
            await self._settle(delivery, State.UNCERTAIN, error=lost.code)
        except ContentRefused as refused:
            log.exception("our_bug_content", extra={"delivery": delivery.id, "code": refused.code})
            await self._settle(delivery, State.DROPPED, error=refused.code)
        except PlaceClosed as closed:
            await self._blocked(delivery, closed)
        except TokenDead as dead:
            await self._token_dead(delivery, dead)
        else:
            await self._settle(delivery, State.SENT, posted=posted)
        free = self.now() + timedelta(seconds=self.pace.channel)
        self._busy_until[delivery.recipient] = free

    async def _look(self, delivery: Delivery) -> Verdict:
        """Ask Slack who is where now, then read the subject with those rights."""
        around = await self._surroundings(delivery)
        return await self.memory.read(
            delivery.workspace_id,
            lambda work: look_again(delivery, around, work=work, now=self.now()),
        )

    async def _surroundings(self, delivery: Delivery) -> Surroundings:
        workspace, recipient = delivery.workspace_id, delivery.recipient
        channel_ids = await self.memory.read(
            workspace, lambda work: [g.channel_id for g in work.groups.all()]
        )
        if not is_person(recipient):
            channel = await self.directory.channel(workspace, recipient, fresh=True)
            return Surroundings(
                person=None, channel=channel, presence={}, secretariat=self.secretariat
            )
        person = await self.directory.person(workspace, recipient)
        channels = await asyncio.gather(
            *(self.directory.channel(workspace, c, fresh=True) for c in channel_ids)
        )
        presence: dict[str, ChannelFacts] = {c.channel_id: c for c in channels if c is not None}
        return Surroundings(
            person=person, channel=None, presence=presence, secretariat=self.secretariat
        )

    async def _settle(
        self,
        delivery: Delivery,
        state: State,
        *,
        error: str | None = None,
        posted: Posted | None = None,
        due_at: datetime | None = None,
        also: Collection[object] = (),
    ) -> None:
        """The second short transaction; `also` is owed in it too."""
        now = self.now()

        def job(work: UnitOfWork) -> bool:
            ours = work.queue.settle(
                delivery,
                state,
                now,
                error=error,
                due_at=due_at,
                slack_channel=posted.channel if posted else None,
                slack_ts=posted.ts if posted else None,
            )
            if ours and also:
                work.deliveries.owe(also, now)  # type: ignore[arg-type]
            return ours

        ours = await self.memory.write(delivery.workspace_id, job)
        log.info(
            "delivery_settled",
            extra={
                "delivery": delivery.id,
                "kind": delivery.kind,
                "state": state,
                "error": error,
                "ours": ours,
            },
        )

    async def _put_off(self, delivery: Delivery, trouble: NotSent) -> None:
        now = self.now()
        pause = pause_before_retry(delivery.attempt, trouble.retry_after, self.jitter())
        if now + pause >= delivery.useful_until:
            await self._settle(delivery, State.DROPPED, error=f"too late: {trouble.code}")
        else:
            await self._settle(delivery, State.OWED, error=trouble.code, due_at=now + pause)

    async def _blocked(self, delivery: Delivery, closed: PlaceClosed) -> None:
        """Hold what is owed there, and tell the chairs once."""
        now = self.now()

        def job(work: UnitOfWork) -> None:
            work.queue.settle(delivery, State.OWED, now, error=closed.code, due_at=delivery.due_at)
            news = work.recipients.block(delivery.recipient, error=closed.code, now=now)
            if news and not is_person(delivery.recipient):
                told = tell_chairs(
                    delivery.recipient,
                    "group.blocked",
                    f"{delivery.recipient}@{now.isoformat()}",
                    work=work,
                    now=now,
                )
                work.deliveries.owe(told, now)

        await self.memory.write(delivery.workspace_id, job)
        log.warning("recipient_blocked", extra={"kind": delivery.kind, "error": closed.code})

    async def _token_dead(self, delivery: Delivery, dead: TokenDead) -> None:
        now = self.now()

        def job(work: UnitOfWork) -> None:
            work.queue.settle(delivery, State.OWED, now, error=dead.code, due_at=delivery.due_at)
            work.workspaces.stop(dead.code, now)

        await self.memory.write(delivery.workspace_id, job)
        log.error("workspace_stopped", extra={"error": dead.code})

    async def _refresh_some(self) -> bool:
        """Bring posted messages up to date whose subject has changed; whether any was."""
        if self._refresh_from is not None and self.now() < self._refresh_from:
            return False
        stale = await self.memory.read(
            ALL_WORKSPACES, lambda work: work.queue.stale(self.pace.batch)
        )
        for delivery in stale:
            await self._refresh(delivery)
        return bool(stale)

    async def _refresh(self, delivery: Delivery) -> None:
        # Marked first: a change that comes while Slack answers marks it stale again.
        await self.memory.write(
            delivery.workspace_id, lambda work: work.queue.refreshed(delivery.id)
        )
        try:
            verdict = await self._look(delivery)
            if not isinstance(verdict, Gone | KeptPrivate | CannotTell):
                await self.messenger.refresh(delivery, verdict)
        except (TryLater, AnswerLost) as trouble:
            pause = timedelta(seconds=max(trouble.retry_after or 0.0, _REFRESH_PAUSE))
            self._refresh_from = self.now() + pause
            await self.memory.write(
                delivery.workspace_id,
                lambda work: work.deliveries.mark_stale(
                    delivery.subject_type, delivery.subject_id, [delivery.kind]
                ),
            )
        except NotSent as trouble:  # the message is gone, or its place is
            log.warning("refresh_failed", extra={"delivery": delivery.id, "error": trouble.code})

"""The tools for sending, and the two short transactions around it: the look and the settling."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain import DropReason, MessageKind, NotSent, Owed
from bot.domain.delivery import (
    FIRST_PROBE,
    Delivery,
    State,
    is_person,
    may_hold_members_only,
    pause_before_retry,
)
from bot.domain.notifications import Notification
from bot.languages import ENGLISH, choose_language, keep_language, speak
from bot.ports.directory import Directory
from bot.ports.messenger import Messenger, Posted
from bot.ports.unit_of_work import Memory, UnitOfWork
from bot.use_cases.deliveries.blocking import release_if_reached
from bot.use_cases.deliveries.lateness import tell_of_dropped
from bot.use_cases.deliveries.look_again import (
    Surroundings,
    Verdict,
    concerned_channels,
    look_again,
)
from bot.use_cases.digests.post import keep_digest, lacks_nothing
from bot.use_cases.mornings.redraw import keep_told

log = logging.getLogger(__name__)

_LOOKS_A_SECOND = 10

MessagePart = tuple[Delivery, Notification]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Settings of the loop; seconds where nothing else is said. The worst case of one attempt is a
    few questions to the platform and its client's time-out, which must be well inside the lease."""

    channel: float = 1.0
    """Between the end of one message to a recipient and the next, whoever sends it."""
    workspace: float = 4.0
    """Messages a second to one workspace, by all workers together, in bursts of at most five
    seconds' worth; 0: no limit."""
    lease: float = 60.0
    """For the look, and once more for the posting."""
    batch: int = 100
    """How many are under way at once in one process; see `at_once`."""
    certain_after: float = 30.0
    """How long after an attempt it may still be posted: the client's time-out, and the platform's
    delay. What is not in the history after that never comes."""
    longest_pause: float = 900.0
    """Between two tries of what the platform did not take."""
    first_probe: float = FIRST_PROBE.total_seconds()
    """From a place's refusal to the first probe; the longest pause is 72 times that."""

    @property
    def at_once(self) -> int:
        """`batch`, and no more than a busy machine has looked at before their leases end."""
        return max(min(self.batch, round(_LOOKS_A_SECOND * self.lease)), 1)


@dataclass(frozen=True, slots=True)
class Paused:
    """The platform asked for a pause after the row was claimed, or it must be made again."""

    until: datetime


async def always_believed() -> bool:
    """A clock that is always believed."""
    return True


@dataclass(kw_only=True)
class Means:
    """Everything that sending needs; one for each process."""

    memory: Memory
    messenger: Messenger
    directory: Directory
    now: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)
    secretariat: Collection[str] = ()
    jitter: Callable[[], float] = random.random
    blocked: frozenset[tuple[str, str]] = frozenset()
    """Recipients that the platform refused at the last claim: (workspace, recipient)."""
    clock_agrees: Callable[[], Awaitable[bool]] = always_believed
    """Whether `now` can be believed: while it cannot, nothing is claimed and nothing dropped."""

    languages: Collection[str] = ()
    """ISO 639 codes of those in which persons are written to, besides English."""
    look_first_until: datetime | None = None
    """What fell due by then may be posted, unknown to us: the database was put back."""

    def looks_first(self, delivery: Delivery) -> bool:
        """Whether it is looked for in the history before it is first sent."""
        return self.look_first_until is not None and delivery.due_at <= self.look_first_until

    async def believes(self, moment: datetime) -> bool:
        """Whether what `now` said at `moment` may end something: the clock agrees, and it was not
        set back since, as after a jump that is over."""
        return await self.clock_agrees() and moment <= self.now()

    async def look(self, delivery: Delivery) -> tuple[Verdict, datetime]:
        """Ask the platform who is where now, then read the subject with those rights; and the
        moment for which the verdict holds. From then on this task speaks the recipient's language:
        each recipient has its own task."""
        around = await self._surroundings(delivery)
        locale = around.person.locale if around.person else ENGLISH
        speak(choose_language(locale, self.languages))

        def job(work: UnitOfWork) -> tuple[Verdict, datetime]:
            now = self.now()
            return look_again(delivery, around, work=work, now=now), now

        return await self.memory.read(delivery.workspace_id, keep_language(job))

    async def begin(self, parts: Sequence[MessagePart]) -> Sequence[MessagePart] | Paused:
        """Those of one workspace's claimed rows that are still ours to post; noted before the post.
        A worker that was held up, or whose row was withdrawn, learns it here."""

        def job(work: UnitOfWork) -> Sequence[MessagePart] | Paused:
            now = self.now()
            paused = work.workspaces.paused_until()
            if paused is not None and paused > now:
                return Paused(paused)
            if not all(lacks_nothing(notification, work) for _, notification in parts):
                return Paused(now)
            lease = now + timedelta(seconds=self.pace.lease)
            ours = [
                (delivery, keep_digest(delivery, notification, work))
                for delivery, notification in parts
                if work.queue.begin_post(delivery, now, lease_until=lease)
            ]
            for delivery, notification in ours:
                keep_told(delivery, notification, work=work, now=now)
            return ours

        return await self.memory.write(parts[0][0].workspace_id, job)

    async def _surroundings(self, delivery: Delivery) -> Surroundings:
        workspace, recipient = delivery.workspace_id, delivery.recipient
        if not is_person(recipient):
            channel = await self.directory.channel(
                workspace, recipient, fresh=True, just_now=may_hold_members_only(delivery)
            )
            return Surroundings(None, channel, {}, self.secretariat)
        channel_ids = await self.memory.read(
            workspace, lambda work: concerned_channels(delivery, work=work)
        )
        person = await self.directory.person(workspace, recipient, fresh=True)
        asks = (self.directory.channel(workspace, c, fresh=True) for c in channel_ids)
        channels = await asyncio.gather(*asks)
        presence = {c.channel_id: c for c in channels if c is not None}
        return Surroundings(person, None, presence, self.secretariat)

    async def settle(
        self,
        delivery: Delivery,
        state: State,
        *,
        error: str | None = None,
        detail: str | None = None,
        posted: Posted | None = None,
        next_at: datetime | None = None,
        also: Collection[Owed] = (),
        refresh_at: datetime | None = None,
    ) -> None:
        """The second short transaction; `also` is owed in it too. `refresh_at`: when to refresh
        what was posted in place, by the clock alone."""
        now = self.now()
        too_late = state is State.DROPPED and error == DropReason.TOO_LATE
        was_blocked = (delivery.workspace_id, delivery.recipient) in self.blocked
        reached = state is State.SENT and (was_blocked or delivery.kind is MessageKind.BLOCKED)

        def job(work: UnitOfWork) -> bool:
            ours = work.queue.settle_row(
                delivery,
                state,
                now,
                error=error,
                detail=detail,
                next_at=next_at,
                posted_channel=posted.channel if posted else None,
                posted_ts=posted.ts if posted else None,
                refresh_at=refresh_at,
            )
            if ours and also:
                work.deliveries.owe(also, now)
            if ours and too_late:
                tell_of_dropped([delivery], work=work, now=now)
            if ours and reached:
                release_if_reached(delivery, work=work, now=now)
            return ours

        ours = await self.memory.write(delivery.workspace_id, job)
        extra = {"delivery": delivery.id, "kind": delivery.kind, "state": state, "ours": ours}
        log.info("delivery_settled", extra={**extra, "error": error, "detail": detail})

    async def drop(
        self,
        delivery: Delivery,
        why: DropReason,
        detail: str | None = None,
        *,
        decided_at: datetime,
        also: Collection[Owed] = (),
    ) -> None:
        """By a clock that is wrong, or was when this was decided, nothing is dropped: the lease
        brings the row back."""
        if not await self.believes(decided_at):
            return
        await self.settle(delivery, State.DROPPED, error=why, detail=detail, also=also)

    async def put_off(self, delivery: Delivery, trouble: NotSent) -> None:
        """Owed again after a pause, or dropped where that would be too late."""
        now = self.now()
        attempt = delivery.attempt if trouble.retry_after is None else 1  # the platform says when
        pause = pause_before_retry(
            attempt,
            trouble.retry_after,
            self.jitter(),
            longest=timedelta(seconds=self.pace.longest_pause),
            left=delivery.useful_until - now,
        )
        if now + pause >= delivery.useful_until:
            await self.drop(delivery, DropReason.TOO_LATE, trouble.code, decided_at=now)
        else:
            await self.settle(delivery, State.OWED, error=trouble.code, next_at=now + pause)

    def after(self, seconds: float) -> datetime:
        return self.now() + timedelta(seconds=seconds)

"""What may be seen of one process from outside: its health and its numbers, from the first moment.

Filled in by wiring as the process starts, so that whoever looks sees what it still waits for. A
small write now and then proves that what people type is kept: a full disk still reads, and so does
a file that was deleted.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import NotSaved
from bot.ports.ledgers.books import Tally
from handlers.clock.agreement import ClockWatch
from handlers.clock.beats import Beats
from handlers.settings import LOOPBACK, Settings
from handlers.slack.client.retry import SlackPulse
from handlers.slack.client.socket_keeper import SocketWatch
from handlers.tasks import end_tasks
from handlers.web.health import CheckResult, Health, Look, recent
from handlers.web.metrics import Acks, Metrics
from handlers.web.site import Site
from storage.database.failures import driver_words
from storage.database.schema import needed_schema, present_schema
from storage.unit_of_work import Database

log = logging.getLogger(__name__)

EVERY = 15.0
"""Seconds; each is one commit, and a restored copy's age is known as exactly."""
AFTER_A_FAILURE = 3.0


@dataclass(kw_only=True)
class Heartbeat:
    """Notes in the database itself when each workspace was last written to."""

    database: Database
    clock: ClockWatch
    now: Callable[[], datetime]
    _failed: str | None = None
    _written: float | None = None
    _beating: "asyncio.Task[None] | None" = None

    @property
    def age(self) -> float | None:
        """Seconds since the last write that was kept; None when there was none yet."""
        return time.monotonic() - self._written if self._written is not None else None

    @property
    def trouble(self) -> str | None:
        """Why nothing is kept now: what is wrong with the file, or the last beat's failure."""
        return self.database.file_trouble or self._failed

    def start(self) -> None:
        self._beating = asyncio.create_task(self._beat())

    async def stop(self) -> None:
        await end_tasks(self._beating)

    async def write(self) -> None:
        """One beat. A wrong clock's moment is not noted, but the write is tried all the same."""
        moment = self.now() if await self.clock.agrees() else None
        try:
            await self.database.write_all(lambda work: work.installations.beat(moment))
        except NotSaved as error:
            self._tell(self.database.file_trouble or driver_words(error))
        else:
            self._written = time.monotonic()
            self._tell(None)

    def _tell(self, failed: str | None) -> None:
        if failed is not None and failed != self._failed:  # once, not at every beat
            log.error("nothing_is_saved", extra={"error": failed})
        elif failed is None and self._failed is not None:
            log.info("saved_again")
        self._failed = failed

    async def _beat(self) -> None:
        while True:
            await self.write()
            await asyncio.sleep(EVERY if self._failed is None else AFTER_A_FAILURE)


@dataclass(kw_only=True)
class Watching:
    """`front`: the process takes calls from Slack. `loop`: it beats and sends."""

    settings: Settings
    now: Callable[[], datetime]
    front: bool
    loop: bool
    stage: str = "starting"
    pulse: SlackPulse = field(init=False)
    clock: ClockWatch = field(init=False)
    acks: Acks = field(default_factory=Acks)
    workspace_id: str | None = None
    database: Database | None = None
    beats: Beats | None = None
    heartbeat: Heartbeat | None = None
    socket: SocketWatch | None = None

    def __post_init__(self) -> None:
        self.clock = ClockWatch(now=self.now)
        # Two may fail before it shows: one lost answer is no outage.
        self.pulse = SlackPulse(every=self.settings.ready_within / 3, hear=self.clock.hear)

    def hear_slack(self, date: str, client: AsyncWebClient) -> None:
        """Slack has answered for the first time, at this `date`; from now on it is asked."""
        self.clock.hear(date)
        self.clock.ask = lambda: self.pulse.ask(client)
        self.pulse.proved()
        self.pulse.start(client)

    def watch_writes(self, database: Database) -> Heartbeat:
        """Begin the beats that write."""
        self.heartbeat = Heartbeat(database=database, clock=self.clock, now=self.now)
        self.heartbeat.start()
        return self.heartbeat

    def sites(self) -> tuple[Site, Site]:
        """The site for the internet, with Slack once its `slack` is set, and the inner one."""
        health = Health(checks=self._checks())
        metrics = Metrics(
            now=self.now,
            acks=self.acks,
            tally=self._tally,
            beat_ages=self._beat_ages,
            slack_age=lambda: self.pulse.age,
            socket_age=lambda: self.socket.age if self.socket is not None else None,
            replaced=lambda: self.socket.replaced if self.socket is not None else {},
        )
        token = self.settings.inner_token.get_secret_value()
        outer = Site(
            health=health,
            metrics=metrics,
            token=token,
            over_http=self.front and not self.settings.socket_mode,
            has_calendars=self.front,
        )
        local = self.settings.inner_host in LOOPBACK
        return outer, Site(health=health, metrics=metrics, token=token, open_details=local)

    def _checks(self) -> dict[str, Look]:
        within = self.settings.ready_within
        checks: dict[str, Look] = {
            "process": self._running,
            "database": self._answers,
            "writes": self._writes,
            "schema": self._schema,
            "workspace": self._sending,
            "slack": recent(lambda: self.pulse.age, within, lambda: self.pulse.trouble),
            "clock": self._clock,
        }
        if self.loop:
            checks["beat"] = recent(lambda: self._beat_ages().get("deliver"), within)
        if self.front and self.settings.socket_mode:
            checks["socket"] = recent(
                lambda: self.socket.age if self.socket is not None else None,
                self.settings.socket_limit,
                lambda: self.socket.trouble if self.socket is not None else None,
                otherwise="not open",
            )
        return checks

    async def _running(self) -> CheckResult:
        return CheckResult(self.stage == "running", self.stage)

    async def _answers(self) -> CheckResult:
        if self.database is None:
            return CheckResult(False, "not opened yet")
        await self.database.workspace_ids()
        return CheckResult(True, "answers")

    async def _writes(self) -> CheckResult:
        """At once not ready where a write fails, and back with the next that is kept."""
        if self.heartbeat is None:
            return CheckResult(False, "never yet")
        age, trouble = self.heartbeat.age, self.heartbeat.trouble
        found = await recent(lambda: age, self.settings.ready_within, lambda: trouble)()
        return CheckResult(found.good and trouble is None, found.says)

    async def _clock(self) -> CheckResult:
        agrees = await self.clock.agrees()
        return CheckResult(agrees, self.clock.trouble or "agrees with Slack's")

    async def _schema(self) -> CheckResult:
        if self.database is None:
            return CheckResult(False, "not read yet")
        found = await asyncio.to_thread(present_schema, self.database.engine)
        wanted = await asyncio.to_thread(needed_schema)
        return CheckResult(found == wanted, f"{found or 'none'}, wanted {wanted}")

    async def _sending(self) -> CheckResult:
        if self.database is None or self.workspace_id is None:
            return CheckResult(True, "not known yet")
        why = await self.database.read(
            self.workspace_id, lambda work: work.workspaces.why_stopped()
        )
        return CheckResult(why is None, "sends" if why is None else f"workspace stopped: {why}")

    def _beat_ages(self) -> Mapping[str, float]:
        return self.beats.ages if self.beats is not None else {}

    async def _tally(self) -> Tally:
        database = self.database
        if database is None:
            raise RuntimeError("not opened yet")

        def take() -> Tally:
            # On a connection of its own: who reads for people is not to wait for a count.
            with database.transaction_of_all(write=False) as work:
                return work.tallies.take_tally(self.now())

        return await asyncio.to_thread(take)

"""What may be seen of one process from outside: its health and its numbers, from the first moment.

Filled in by wiring as the process starts, so that whoever looks sees what it still waits for.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports.ledgers.tallies import Tally
from handlers.clock.agreement import ClockWatch
from handlers.clock.beats import Beats
from handlers.heartbeat import Heartbeat
from handlers.settings import LOOPBACK, Settings
from handlers.slack.client.heartbeat import SlackPulse
from handlers.slack.client.socket_keeper import SocketWatch
from handlers.web.acks import Acks
from handlers.web.health import CheckResult, Health, Look, recent
from handlers.web.metrics import Metrics
from handlers.web.site import Site
from storage.database.schema import needed_schema, present_schema
from storage.unit_of_work import Database


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
        health, metrics = Health(checks=self._checks()), self._metrics()
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

    def _metrics(self) -> Metrics:
        return Metrics(
            now=self.now,
            acks=self.acks,
            tally=self._tally,
            beat_ages=self._beat_ages,
            slack_age=lambda: self.pulse.age,
            socket_age=lambda: self.socket.age if self.socket is not None else None,
            sockets_replaced=lambda: self.socket.replaced if self.socket is not None else {},
        )

    def _checks(self) -> dict[str, Look]:
        within = self.settings.ready_within
        checks: dict[str, Look] = {
            "process": self._running,
            "database": self._answers,
            "writes": self._writes,
            "schema": self._schema,
            "workspace": self._sending,
            "slack": recent(lambda: self.pulse.age, within, lambda: self.pulse.trouble),
        }
        checks["clock"] = self._clock
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
        trouble = self.heartbeat.trouble
        look = recent(
            lambda: self.heartbeat.age if self.heartbeat is not None else None,
            self.settings.ready_within,
            lambda: trouble,
        )
        found = await look()
        return CheckResult(found.good and trouble is None, found.says)

    async def _clock(self) -> CheckResult:
        agrees = await self.clock.agrees()
        return CheckResult(agrees, self.clock.trouble or "agrees with Slack's")

    async def _schema(self) -> CheckResult:
        if self.database is None:
            return CheckResult(False, "not read yet")
        found, wanted = await asyncio.to_thread(_schemas, self.database)
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
        if self.database is None:
            raise RuntimeError("not opened yet")
        return await asyncio.to_thread(_take, self.database, self.now())


def _schemas(database: Database) -> tuple[str | None, str]:
    return present_schema(database.engine), needed_schema()


def _take(database: Database, now: datetime) -> Tally:
    # On a connection of its own: the thread that reads for people is not to wait for a count.
    with database.transaction_of_all(write=False) as work:
        return work.tallies.take_tally(now)

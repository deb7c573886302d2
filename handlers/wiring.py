"""The only module that knows every room: builds, starts and stops one process."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from socket import socket

from bot.use_cases.deliveries.recover import recover_copy
from handlers.clock.beats import Beats
from handlers.database import open_database, patiently, prepare_schema
from handlers.mishaps import port_words
from handlers.parts import Supplies, make_beats, make_front, read_ahead
from handlers.settings import Settings, SettingsError
from handlers.slack.app import Front
from handlers.slack.client.connection import introduce_app, slack_client
from handlers.slack.client.directory import SlackDirectory
from handlers.slack.client.find_message import SlackHistory
from handlers.slack.client.socket_keeper import SocketWatch
from handlers.slack.client.socket_mode import SocketPace
from handlers.slack.dispatch.side_effects import Happenings
from handlers.slack.request.payloads import gate_payloads
from handlers.tasks import end_tasks
from handlers.watching import Watching
from handlers.web.feeds import private_feeds
from handlers.web.server import WebServer
from handlers.web.site import Site
from handlers.web.slack_door import SlackDoor

log = logging.getLogger(__name__)


def real_now() -> datetime:
    """The machine's clock: Convenor's `now` begins here, except in a sandbox."""
    return datetime.now(UTC)  # noqa: TID251


@dataclass(kw_only=True)
class Convenor:
    """One process. `front`: takes calls from Slack. `loop`: beats and sends. `serve`: listens.

    `listening`: the socket of `PORT`, which processes side by side share. Each takes from it what
    it can answer: nothing before it is ready, and no question about itself alone.
    `address`: where people reach the site, by the port it listens on; None: as the settings say.
    """

    settings: Settings
    front: bool = True
    loop: bool = True
    serve: bool = True
    listening: socket | None = None
    now: Callable[[], datetime] = real_now
    address: Callable[[int], str] | None = None
    linger: Callable[[float], Awaitable[None]] = asyncio.sleep
    """Waits the given seconds before the door closes; tests wait for something else."""
    web: WebServer | None = None
    inner: WebServer | None = None
    beats: Beats | None = None
    watching: Watching = field(init=False)
    door: Front | None = None
    site: Site = field(init=False)
    inner_site: Site = field(init=False)
    _cleanup: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    def __post_init__(self) -> None:
        self.watching = Watching(
            settings=self.settings, now=self.now, front=self.front, loop=self.loop
        )
        self.site, self.inner_site = self.watching.sites()
        if self.listening is not None:
            self.site.token = ""

    async def start(self) -> None:
        """Ready once it returns. SettingsError or TokenRefused, in one line, when it cannot be."""
        try:
            await self._start()
        except BaseException:
            await self._cleanup.aclose()
            raise

    async def stop(self) -> None:
        """Take nothing new, finish what runs, within the settings' time."""
        log.info("stopping")
        self.watching.stage = "stopping"
        self.site.stopping = self.inner_site.stopping = True
        if self.web is not None:
            # A balancer looks, sends nothing more here, and then nobody stands before the door.
            if self.site.over_http and self.site.slack is not None:
                await self.linger(self.settings.drain_seconds)
            await self.web.stop()
        await self._cleanup.aclose()
        log.info("stopped")

    async def settle(self, *, plan: bool = True) -> None:
        """Return once every call is answered and nothing is due at this moment.

        `plan`: owe first what the calendar brings; without it only what is owed already is sent.
        """
        if self.door is not None:
            await self.door.quiet()
        if self.beats is not None:
            await self.beats.settle(plan=plan)
        if self.door is not None:
            await self.door.homes.settle()

    async def next_due(self) -> datetime | None:
        """The next moment at which something is owed."""
        return await self.beats.next_due() if self.beats is not None else None

    async def _start(self) -> None:
        settings = self.settings
        settings.needs_slack()
        # Beside the questions of the start: the first call must be answered in three seconds, and
        # to read what it needs may take as long on a busy machine.
        reading = asyncio.create_task(asyncio.to_thread(read_ahead, front=self.front, loop=False))
        # First, so that whoever looks sees what the start waits for.
        if self.listening is None:
            await self._serve_outside()
        await self._serve_inside()
        database = self.watching.database = open_database(settings)
        self._cleanup.push_async_callback(database.close)
        await patiently(lambda: asyncio.to_thread(prepare_schema, database), database)
        client = await self._cleanup.enter_async_context(slack_client(settings))
        us = await introduce_app(client, self.watching.pulse.failed)
        self.watching.hear_slack(us.date, client)
        self._cleanup.push_async_callback(self.watching.pulse.stop)
        await patiently(
            lambda: database.write(
                us.workspace_id,
                lambda work: work.workspaces.keep_installed(
                    us.workspace_name, us.bot_user_id, self.now()
                ),
            ),
            database,
        )
        directory = SlackDirectory(client, us.bot_user_id, us.workspace_id, us.workspace_url)
        self._cleanup.push_async_callback(directory.close)
        history = SlackHistory(client, us.bot_user_id)
        look_first = await patiently(
            lambda: recover_copy(
                us.workspace_id,
                memory=database,
                history=history,
                now=self.now(),
                secretariat=settings.secretariat,
            ),
            database,
        )
        self._cleanup.push_async_callback(self.watching.watch_writes(database).stop)
        supplies = Supplies(
            settings=settings, now=self.now, database=database, client=client, directory=directory
        )
        wake = self._start_loop(supplies, look_first) if self.loop else lambda: None
        self.watching.workspace_id = us.workspace_id
        happenings = Happenings(**supplies.usual, wake=wake)
        self.watching.pulse.alive = happenings.resume
        directory.note = happenings.compare_reading
        await reading
        if self.front:
            await self._start_front(supplies, happenings)
            proxies = settings.trusted_proxies
            self.site.private = private_feeds(
                **supplies.usual, workspace_id=us.workspace_id, trusted_proxies=proxies
            )
        if self.beats is not None:
            self.beats.start()
        self.watching.stage = "running"
        if self.listening is not None:
            await self._serve_outside()
        log.info("ready", extra={"workspace": us.workspace_id, "front": self.front})

    async def _serve_outside(self) -> None:
        settings = self.settings
        if self.serve and self.front:
            host, port = settings.host, settings.port
            try:
                self.web = await self._listen(self.site, host, port, self.listening)
            except (OSError, UnicodeError) as error:
                raise SettingsError(port_words("PORT", host, port, error)) from error

    async def _serve_inside(self) -> None:
        settings = self.settings
        if self.serve and settings.inner_port:
            try:
                site, host = self.inner_site, settings.inner_host
                self.inner = await self._listen(site, host, settings.inner_port)
            except (OSError, UnicodeError, OverflowError) as error:
                # A second process on one machine: its work matters more than that it is seen.
                why = port_words("CONVENOR_INNER_PORT", host, settings.inner_port, error)
                log.warning("health_not_served", extra={"port": settings.inner_port, "error": why})

    async def _listen(
        self, site: Site, host: str, port: int, listening: socket | None = None
    ) -> WebServer:
        within = self.settings.stop_within
        server = WebServer(site, host, port, stop_within=within, listening=listening)
        await server.start()
        self._cleanup.push_async_callback(server.stop)
        return server

    def _start_loop(self, supplies: Supplies, look_first: datetime | None) -> Callable[[], None]:
        """What wakes it."""
        beats = make_beats(supplies, self.watching.clock.agrees, look_first)
        self.beats = self.watching.beats = beats
        self._cleanup.push_async_callback(beats.stop)
        listening = asyncio.create_task(supplies.database.listen(beats.wake))
        self._cleanup.push_async_callback(end_tasks, listening)
        return beats.wake

    async def _start_front(self, supplies: Supplies, happenings: Happenings) -> None:
        settings, workspace_id = self.settings, supplies.directory.workspace_id
        public_url = settings.public_url
        if self.address is not None and self.web is not None:
            public_url = self.address(self.web.port)
        front = self.door = make_front(supplies, happenings, public_url, self.watching.acks)
        await patiently(lambda: front.desk.learn_languages(workspace_id), supplies.database)
        front.homes.start()
        self._cleanup.push_async_callback(front.homes.stop)
        answers = gate_payloads(front.app(request_verification_enabled=False), workspace_id)
        self._cleanup.push_async_callback(front.drain, settings.stop_within)
        if not settings.socket_mode:
            secret = settings.slack_signing_secret.get_secret_value()
            self.site.slack = SlackDoor(secret=secret, answer=answers, now=real_now)
            return
        socket = self.watching.socket = SocketWatch(
            answers=answers,
            client=supplies.client,
            app_token=settings.slack_app_token.get_secret_value(),
            pace=SocketPace(limit=settings.socket_limit),
        )
        await socket.start()
        self._cleanup.push_async_callback(socket.stop, settings.stop_within)

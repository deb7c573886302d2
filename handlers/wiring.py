"""The only module that knows every room: builds, starts and stops one process."""

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.drift.daily_check import DailyCheck
from handlers.clock.beats import Beats
from handlers.database import open_database, patiently, prepare_schema
from handlers.settings import Settings, SettingsError
from handlers.slack import letters
from handlers.slack.app import Front
from handlers.slack.connection import introduce, make_client
from handlers.slack.desk import Desk
from handlers.slack.directory import SlackDirectory
from handlers.slack.files import SlackFiles
from handlers.slack.happenings import Happenings
from handlers.slack.messenger import SlackMessenger
from handlers.slack.patience import TokenRefused
from handlers.slack.readings import Readings
from handlers.slack.sending import FileSender
from handlers.slack.socket import SocketPace
from handlers.slack.socket_watch import SocketWatch
from handlers.watching import Watching
from handlers.web.calendar_feed import CalendarFeed
from handlers.web.server import WebServer
from handlers.web.site import Asgi, Site
from storage.unit_of_work import Database

log = logging.getLogger(__name__)


def real_now() -> datetime:
    """The machine's clock: where Convenor's `now` begins, but for a sandbox's."""
    return datetime.now(UTC)  # noqa: TID251


@dataclass(kw_only=True)
class Convenor:
    """One process. `front`: takes calls from Slack. `loop`: beats and sends. `serve`: listens.

    `address`: where people reach the site, by the port it listens on; None: as the settings say.
    """

    settings: Settings
    front: bool = True
    loop: bool = True
    serve: bool = True
    now: Callable[[], datetime] = real_now
    address: Callable[[int], str] | None = None
    web: WebServer | None = None
    beats: Beats | None = None
    watching: Watching = field(init=False)
    _front: Front | None = None
    _site: Site = field(init=False)
    _cleanup: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

    def __post_init__(self) -> None:
        self.watching = Watching(
            settings=self.settings, now=self.now, front=self.front, loop=self.loop
        )
        self._site = self.watching.site()

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
        await self._cleanup.aclose()
        log.info("stopped")

    async def quiet(self) -> None:
        """Return once every call is answered and nothing is due at this moment."""
        if self._front is not None:
            await self._front.quiet()
        if self.beats is not None:
            await self.beats.settle()

    async def next_due(self) -> datetime | None:
        """The next moment at which something is owed."""
        return await self.beats.deliverer.next_due() if self.beats is not None else None

    async def _start(self) -> None:
        settings = self.settings
        settings.needs_slack()
        await self._serve()  # first, so that whoever looks sees what the start waits for
        database = self.watching.database = open_database(settings)
        self._cleanup.push_async_callback(database.close)
        await patiently(lambda: asyncio.to_thread(prepare_schema, database), database)
        client = make_client(
            settings.slack_bot_token.get_secret_value(),
            api_url=settings.slack_api_url,
            timeout=settings.slack_timeout,
        )
        if client.session is not None:
            self._cleanup.push_async_callback(client.session.close)
        pulse = self.watching.pulse
        us = await introduce(client, pulse.failed)
        pulse.proved()
        pulse.start(client)
        self._cleanup.push_async_callback(pulse.stop)
        await patiently(
            lambda: database.write(
                us.workspace_id,
                lambda work: work.workspaces.ensure(us.workspace_name, us.bot_user_id, self.now()),
            ),
            database,
        )
        directory = SlackDirectory(client, us.bot_user_id)
        wake = self._start_loop(database, client, directory)
        directory.note = Readings(
            memory=database,
            workspace_id=us.workspace_id,
            now=self.now,
            secretariat=settings.secretariat,
            wake=wake,
        ).note
        if self.front:
            await self._start_front(database, client, directory, us.bot_user_id, wake)
            self._site.calendar = CalendarFeed(
                memory=database,
                directory=directory,
                workspace_id=us.workspace_id,
                now=self.now,
                secretariat=settings.secretariat,
            )
        if self.beats is not None:
            self.beats.start()
        self.watching.stage = "running"
        log.info("ready", extra={"workspace": us.workspace_id, "front": self.front})

    async def _serve(self) -> None:
        """Slack's requests, health and metrics; a worker the latter two, on a port of its own."""
        settings = self.settings
        port = settings.port if self.front else settings.worker_port
        if not self.serve or (port == 0 and not self.front):
            return
        web = WebServer(self._site, settings.host, port, stop_within=settings.stop_within)
        try:
            await web.start()
        except OSError as error:
            if self.front:
                raise
            # A second worker on one machine: what it sends matters more than that it is seen.
            log.warning("health_not_served", extra={"port": port, "error": error.strerror})
            return
        self.web = web
        self._cleanup.push_async_callback(web.stop)

    def _start_loop(
        self, database: Database, client: AsyncWebClient, directory: SlackDirectory
    ) -> Callable[[], None]:
        if not self.loop:
            return lambda: None
        settings = self.settings
        deliverer = Deliverer(
            memory=database,
            messenger=SlackMessenger(client, letters.RENDERERS, directory.bot_user_id),
            directory=directory,
            now=self.now,
            pace=Pace(
                channel=settings.channel_pace,
                workspace=settings.workspace_pace,
                lease=settings.lease,
                certain_after=settings.certain_after,
                longest_pause=settings.longest_pause,
            ),
            secretariat=settings.secretariat,
        )
        self.beats = Beats(
            memory=database,
            deliverer=deliverer,
            now=self.now,
            weights=settings.weights,
            daily_check=DailyCheck(
                memory=database,
                directory=directory,
                now=self.now,
                secretariat=settings.secretariat,
            ),
        )
        self.watching.beats = self.beats
        self._cleanup.push_async_callback(self.beats.stop)
        listening = asyncio.create_task(database.listen(self.beats.wake))
        self._cleanup.push_async_callback(_end, listening)
        return self.beats.wake

    async def _start_front(
        self,
        database: Database,
        client: AsyncWebClient,
        directory: SlackDirectory,
        bot_user_id: str,
        wake: Callable[[], None],
    ) -> None:
        settings = self.settings
        desk = Desk(
            memory=database,
            directory=directory,
            now=self.now,
            secretariat=settings.secretariat,
            wake=wake,
            bot_user_id=bot_user_id,
            weights=settings.weights,
            public_url=self._public_url(),
        )
        happenings = Happenings(
            memory=database, directory=directory, now=self.now, bot_user_id=bot_user_id, wake=wake
        )
        front = self._front = Front(
            desk=desk,
            client=client,
            files=FileSender(SlackFiles(client), desk),
            events=happenings,
            watcher=self.watching.acks,
        )
        app = front.app(
            signing_secret=settings.slack_signing_secret.get_secret_value() or None,
            request_verification_enabled=not settings.socket_mode,
        )
        if settings.socket_mode:
            await self._open_socket(app, client)
        else:
            self._site.slack = cast("Asgi", AsyncSlackRequestHandler(app, path="/slack/events"))
        self._cleanup.push_async_callback(front.drain, settings.stop_within)

    def _public_url(self) -> str:
        if self.address is not None and self.web is not None:
            return self.address(self.web.port)
        return self.settings.public_url

    async def _open_socket(self, app: AsyncApp, client: AsyncWebClient) -> None:
        settings = self.settings
        socket = self.watching.socket = SocketWatch(
            app=app,
            client=client,
            app_token=settings.slack_app_token.get_secret_value(),
            pace=SocketPace(limit=settings.socket_limit),
        )
        await socket.start()
        self._cleanup.push_async_callback(socket.stop, settings.stop_within)


async def _end(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def run_until_stopped(convenor: Convenor) -> int:
    """Run to SIGTERM or Ctrl+C; the process's exit code. Errors of settings are one line."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    starting = asyncio.ensure_future(convenor.start())
    waiting = asyncio.ensure_future(stopped.wait())
    try:
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not starting.done():
            starting.cancel()
            await asyncio.wait({starting})
            return 0
        try:
            starting.result()
        except (SettingsError, TokenRefused, OSError) as error:
            log.error(f"cannot_start: {error}")  # noqa: G004 - one line for a person, no fields
            return 1
        # What is there now lives as long as the process; to look it through again and again
        # would hold up a request by a tenth of a second each time.
        gc.freeze()
        await waiting
        await convenor.stop()
        return 0
    finally:
        waiting.cancel()

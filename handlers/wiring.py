"""The only module that knows every room: builds, starts and stops one process."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import NotSaved
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from handlers.clock.beats import Beats
from handlers.settings import Settings, SettingsError
from handlers.slack import letters
from handlers.slack.app import Front
from handlers.slack.connection import (
    TokenRefused,
    check_app_token,
    introduce,
    make_client,
    open_socket,
)
from handlers.slack.desk import Desk
from handlers.slack.directory import SlackDirectory
from handlers.slack.happenings import Happenings
from handlers.slack.messenger import SlackMessenger
from handlers.web.server import WebServer
from handlers.web.site import Asgi, site
from storage.schema_version import is_current, upgrade
from storage.unit_of_work import Database

log = logging.getLogger(__name__)


def real_now() -> datetime:
    """The machine's clock: where Convenor's `now` begins, but for a sandbox's."""
    return datetime.now(UTC)  # noqa: TID251


@dataclass(kw_only=True)
class Convenor:
    """One process. `front`: takes calls from Slack. `loop`: beats and sends. `serve`: listens."""

    settings: Settings
    front: bool = True
    loop: bool = True
    serve: bool = True
    now: Callable[[], datetime] = real_now
    web: WebServer | None = None
    beats: Beats | None = None
    _database: Database | None = None
    _client: AsyncWebClient | None = None
    _front: Front | None = None
    _socket: AsyncSocketModeHandler | None = None
    _cleanup: contextlib.AsyncExitStack = field(default_factory=contextlib.AsyncExitStack)

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
        database = open_database(settings)
        self._cleanup.push_async_callback(database.close)
        await asyncio.to_thread(prepare_schema, database)
        client = make_client(
            settings.slack_bot_token.get_secret_value(),
            api_url=settings.slack_api_url,
            timeout=settings.slack_timeout,
        )
        if client.session is not None:
            self._cleanup.push_async_callback(client.session.close)
        us = await introduce(client)
        await database.write(
            us.workspace_id,
            lambda work: work.workspaces.ensure(us.workspace_name, us.bot_user_id, self.now()),
        )
        directory = SlackDirectory(client, us.bot_user_id)
        wake = self._start_loop(database, client, directory)
        if self.front:
            await self._start_front(database, client, directory, us.bot_user_id, wake)
        if self.beats is not None:
            self.beats.start()
        log.info("ready", extra={"workspace": us.workspace_id, "front": self.front})

    def _start_loop(
        self, database: Database, client: AsyncWebClient, directory: SlackDirectory
    ) -> Callable[[], None]:
        if not self.loop:
            return lambda: None
        settings = self.settings
        deliverer = Deliverer(
            memory=database,
            messenger=SlackMessenger(client, letters.RENDERERS),
            directory=directory,
            now=self.now,
            pace=Pace(channel=settings.channel_pace, lease=settings.lease),
            secretariat=settings.secretariat,
        )
        self.beats = Beats(memory=database, deliverer=deliverer, now=self.now)
        self._cleanup.push_async_callback(self.beats.stop)
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
        )
        happenings = Happenings(
            memory=database, directory=directory, now=self.now, bot_user_id=bot_user_id, wake=wake
        )
        front = self._front = Front(desk=desk, client=client, events=happenings)
        app = front.app(
            signing_secret=settings.slack_signing_secret.get_secret_value() or None,
            request_verification_enabled=not settings.socket_mode,
        )
        slack: Asgi | None = None
        if settings.socket_mode:
            token = settings.slack_app_token.get_secret_value()
            await check_app_token(client, token)
            self._socket = await open_socket(app, token)
            self._cleanup.push_async_callback(self._socket.close_async)
        else:
            slack = cast("Asgi", AsyncSlackRequestHandler(app, path="/slack/events"))
        if self.serve:
            self.web = WebServer(
                site(slack), settings.host, settings.port, stop_within=settings.stop_within
            )
            await self.web.start()
            self._cleanup.push_async_callback(self.web.stop)
        self._cleanup.push_async_callback(front.drain, settings.stop_within)


def open_database(settings: Settings) -> Database:
    """The settings' database, not yet connected; SettingsError for an address it cannot use."""
    try:
        return Database(settings.database_url)
    except ValueError as error:
        raise SettingsError(f"DATABASE_URL: {error}") from error


def prepare_schema(database: Database) -> None:
    """SQLite is brought to our schema; any other database must have it already."""
    if database.engine.dialect.name == "sqlite":
        migrate(database)
        return
    with _named(database):
        if not is_current(database.engine):
            raise SettingsError(
                "DATABASE_URL: the database's schema is not this version's. Run: convenor migrate"
            )


def migrate(database: Database) -> None:
    """Bring the database to our schema; SettingsError where it does not answer."""
    with _named(database):
        upgrade(database.engine)


@contextlib.contextmanager
def _named(database: Database) -> Iterator[None]:
    """A database that does not answer, told as an error of its setting, without the password."""
    try:
        yield
    except NotSaved as error:
        where = database.engine.url.render_as_string(hide_password=True)
        why = str(getattr(error.__cause__, "orig", None) or "no answer").splitlines()[0]
        raise SettingsError(f"DATABASE_URL: {where} cannot be used: {why}") from error


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
        except (SettingsError, TokenRefused, OSError, NotSaved) as error:
            log.error(f"cannot_start: {error}")  # noqa: G004 - one line for a person, no fields
            return 1
        await waiting
        await convenor.stop()
        return 0
    finally:
        waiting.cancel()

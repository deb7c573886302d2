"""A sandbox and the Convenor in it, in one process.

It reads neither the environment nor `.env`, so it can never reach a real workspace.
"""

import asyncio
import secrets
import sqlite3
import time
from base64 import b64decode, b64encode
from collections.abc import Awaitable, Callable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from handlers.cli.copies import file_of
from handlers.cli.page_words import PageWords
from handlers.cli.roster.importing import import_roster
from handlers.database import open_database, prepare_schema_now
from handlers.sandbox import AppConfig, Hooks, Sandbox, Timing, load_sample
from handlers.sandbox.keeping import no_file
from handlers.settings import Settings
from handlers.slack.kit.manifest import build_manifest
from handlers.wiring import Convenor
from storage.database.failures import Unusable
from storage.database.schema import refuse_newer

_PLANS_EVERY = 2 * 24 * 60 * 60.0
"""Seconds: a leap of the clock must not pass over days that were not planned yet (three are)."""

# New at each start: nobody else on this machine or in its browser can know them.
BOT_TOKEN = f"xoxb-sandbox-{secrets.token_hex(16)}"
APP_TOKEN = f"xapp-sandbox-{secrets.token_hex(16)}"
SIGNING_SECRET = secrets.token_hex(16)


class SandboxSettings(Settings):
    """Settings from what the sandbox passes alone."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_named: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


class Playground:
    """A sandbox and the Convenor in it, started and stopped together.

    `folder` None keeps everything in memory but Convenor's database, which `database_url` names.
    `gallery`: makes a sandbox that was walked through (`Hooks.gallery`).
    `site_port`: where Convenor's own site listens, with people's calendars; 0 picks a free one.
    """

    def __init__(
        self,
        *,
        folder: Path | None,
        port: int = 0,
        site_port: int = 0,
        database_url: str | None = None,
        app_manifest: Mapping[str, Any] | None = None,
        socket_mode: bool = True,
        timing: Timing | None = None,
        real_now: Callable[[], float] = time.time,  # noqa: TID251 (the sandbox's clock)
        gallery: Callable[[], Awaitable[str]] | None = None,
        **settings: Any,
    ) -> None:
        self.sample = load_sample()
        self.database_url = database_url or f"sqlite:///{folder or '.'}/convenor.sqlite3"
        self.site_port = site_port
        self.socket_mode = socket_mode
        self.overrides = settings
        self.sandbox = Sandbox(
            state=folder / "slack.sqlite3" if folder else None,
            sample=self.sample,
            app=AppConfig(
                manifest=app_manifest or build_manifest(),
                bot_token=BOT_TOKEN,
                app_token=APP_TOKEN,
                signing_secret=SIGNING_SECRET,
            ),
            port=port,
            timing=timing,
            real_now=real_now,
        )
        self.gallery = gallery
        self.convenor: Convenor | None = None
        self.words = PageWords(self.sandbox, self.sample["team"]["id"])

    async def start(self) -> None:
        """The page answers and Convenor is connected once this returns."""
        await self.sandbox.start()
        await self.start_convenor()

    async def start_convenor(self) -> None:
        """Start Convenor alone: again after `stop_convenor`, it goes on where it was."""
        settings = self.settings()
        await self.seed(settings)
        convenor = Convenor(settings=settings, now=self.now, address=_site)
        await convenor.start()
        self.convenor = convenor
        if convenor.web is not None:
            self.site_port = convenor.web.port  # kept, so that calendar addresses outlive a restart
            if not self.socket_mode:
                await self.sandbox.use_request_url(f"{_site(self.site_port)}/slack/events")
        self.words.database = convenor.watching.database

        async def next_due() -> float | None:
            due = await convenor.next_due()
            return due.timestamp() if due is not None else None

        self.sandbox.hooks = Hooks(
            next_due=next_due,
            settle=convenor.settle,
            stride=_PLANS_EVERY,
            gallery=self.gallery,
            about=self.words.about,
            owed=self.words.owed,
            **keeping(file_of(settings), self.stop_convenor, self.start_convenor),
        )

    async def stop_convenor(self) -> None:
        self.sandbox.hooks = Hooks()
        if self.convenor is not None:
            await self.convenor.stop()
            self.convenor = self.words.database = None

    async def stop(self) -> None:
        await self.stop_convenor()
        await self.sandbox.stop()

    def now(self) -> datetime:
        """The moved clock that Convenor and its pretend Slack share."""
        return datetime.fromtimestamp(self.sandbox.clock.now(), UTC)

    def settings(self) -> Settings:
        given: dict[str, Any] = {
            "slack_bot_token": SecretStr(BOT_TOKEN),
            "slack_app_token": SecretStr(APP_TOKEN if self.socket_mode else ""),
            "slack_signing_secret": SecretStr(SIGNING_SECRET),
            "slack_api_url": self.sandbox.api_url,
            "database_url": self.database_url,
            "host": "127.0.0.1",
            "port": self.site_port,
            "inner_port": 0,
            "drain_seconds": 0.0,
            "channel_pace": 0.05,  # a leap over a week would else wait for hours of pacing
            "workspace_pace": 0,
        }
        return SandboxSettings(**(given | self.overrides))

    async def seed(self, settings: Settings) -> None:
        """The sample network's roster, the first time."""
        database = open_database(settings)
        try:
            await asyncio.to_thread(prepare_schema_now, database)
            text = (files("handlers.cli") / "sample_roster.yaml").read_text(encoding="utf-8")
            team: str = self.sample["team"]["id"]
            if not await database.read(team, lambda work: work.organisations.all()):
                await database.write(
                    team, lambda work: import_roster(text, work=work, now=self.now())
                )
        finally:
            await database.close()


def _site(port: int) -> str:
    return f"http://127.0.0.1:{port}"


Step = Callable[[], Awaitable[None]]


def keeping(file: Path | None, stop: Step, start: Step) -> dict[str, Any]:
    """`Hooks.keep` and `Hooks.put_back` for a SQLite database in a file; none for a server's.

    `stop` and `start`: of the Convenor that has it open.
    """
    if file is None:
        return {}

    async def keep() -> str:
        return await asyncio.to_thread(_text_of, file)

    async def put_back(kept: str | None, change: Callable[[], None]) -> None:
        image = None if kept is None else await asyncio.to_thread(_image_in, kept)
        await stop()
        change()
        await asyncio.to_thread(_put_in_place, file, image)
        await start()

    return {"keep": keep, "put_back": put_back}


def _text_of(file: Path) -> str:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return b64encode(connection.serialize()).decode()


def _image_in(text: str) -> bytes:
    """NotClear where there is no sound database of Convenor's."""
    try:
        image = bytearray(b64decode(text, validate=True))
        image[18:20] = b"\x01\x01"  # the mode without a log beside it, as nothing is beside a text
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(bytes(image))
            sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            refuse_newer(schema)
    except Unusable as error:
        raise no_file(f"app: {str(error).removesuffix('.')}") from None
    except (ValueError, TypeError, sqlite3.Error):
        sound = False
    if not sound:
        raise no_file("app: this is no database of Convenor's")
    return bytes(image)


def _put_in_place(file: Path, image: bytes | None) -> None:
    for end in ("", "-wal", "-shm"):
        file.with_name(file.name + end).unlink(missing_ok=True)
    if image is not None:
        file.write_bytes(image)

"""`convenor sandbox`: a local Slack-like workspace in the browser, with Convenor running in it.

It reads neither the environment nor `.env`, so it can never reach a real workspace.
"""

import argparse
import asyncio
import os
import secrets
import shutil
import signal
import socket
import sys
import webbrowser
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

from handlers import logs
from handlers.cli.roster import import_roster
from handlers.database import open_database, prepare_schema_now
from handlers.sandbox import AppConfig, Hooks, Sandbox, Timing
from handlers.settings import Settings
from handlers.slack.kit.manifest import build_manifest
from handlers.wiring import Convenor

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
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def run(parsed: argparse.Namespace) -> int:
    """Serve until Ctrl+C; the exit code."""
    logs.set_up(json_lines=False, level="WARNING")
    folder: Path = parsed.folder
    if parsed.fresh and folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return asyncio.run(_serve(folder, parsed.port, browser=not parsed.no_browser))


class Playground:
    """A sandbox and the Convenor in it, started and stopped together.

    `folder` None keeps everything in memory but Convenor's database, which `database_url` names.
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
        **settings: Any,
    ) -> None:
        self.sample = sample()
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
        )
        self.convenor: Convenor | None = None

    async def start(self) -> None:
        """The page answers and Convenor is connected once this returns."""
        await self.sandbox.start()
        await self.start_convenor()

    async def start_convenor(self) -> None:
        """Start Convenor alone: again after `stop_convenor`, it goes on where it was."""
        settings = self.settings()
        await self._seed(settings)
        convenor = Convenor(settings=settings, now=self.now, address=_site)
        await convenor.start()
        self.convenor = convenor
        if convenor.web is not None:
            self.site_port = convenor.web.port  # kept, so that calendar addresses outlive a restart
            if not self.socket_mode:
                await self.sandbox.use_request_url(f"{_site(self.site_port)}/slack/events")
        self.sandbox.hooks = Hooks(
            next_due=self._next_due, settle=self._settle, stride=_PLANS_EVERY
        )

    async def stop_convenor(self) -> None:
        self.sandbox.hooks = Hooks()
        if self.convenor is not None:
            await self.convenor.stop()
            self.convenor = None

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

    async def _seed(self, settings: Settings) -> None:
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

    async def _next_due(self) -> float | None:
        due = await self.convenor.next_due() if self.convenor is not None else None
        return due.timestamp() if due is not None else None

    async def _settle(self) -> None:
        if self.convenor is not None:
            await self.convenor.quiet()


def _site(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _free(port: int) -> int:
    """The port where nobody listens on it yet, else 0: any other."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError):
        return 0
    return port


@cache
def sample() -> Mapping[str, Any]:
    """The Slack side of the sample network; nobody changes it."""
    text = (files("handlers.sandbox") / "sample.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


async def _serve(folder: Path, port: int, *, browser: bool) -> int:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    ground = Playground(folder=folder, port=port, site_port=_free(port + 1) if port else 0)
    try:
        await ground.start()
    except OSError as error:
        print(f"convenor: port {port} cannot be used ({error.strerror}). Try --port 0.")
        await ground.stop()
        return 1
    print(f"\n  Convenor's sandbox is open at  {ground.sandbox.url}\n")
    print("  Act as anyone of the sample network. Type /wg setup in #technology to begin.")
    print(f"  Its data is kept in {folder}/ . Ctrl+C stops it.\n", flush=True)
    if browser and _has_screen():
        await asyncio.to_thread(webbrowser.open, ground.sandbox.url)
    await stopped.wait()
    print("\n  Stopping…", flush=True)
    await ground.stop()
    print("  Stopped. Everything is kept for the next time.", flush=True)
    return 0


def _has_screen() -> bool:
    """Whether a browser would open a window, and not take over this terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

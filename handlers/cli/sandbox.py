"""`convenor sandbox`: a local Slack-like workspace in the browser, with Convenor running in it.

Its gallery is a second one, in which a script of steps has shown every message and form.
"""

import argparse
import asyncio
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
import webbrowser
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import yaml

from handlers import logs
from handlers.cli.playground import Playground
from handlers.mishaps import file_words, port_words
from handlers.settings import SettingsError

_BEGINS = datetime(2026, 1, 5, 8, tzinfo=UTC)
"""A Monday, so that the script can name dates."""


class Gallery:
    """Made when it is first asked for, which takes about a minute, and kept until `end`."""

    def __init__(self) -> None:
        self._making: asyncio.Task[Playground] | None = None
        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)

    async def address(self) -> str:
        """Where the sandbox with the exhibits answers."""
        self._making = self._making or asyncio.create_task(walked_playground(self._folder.name))
        return (await asyncio.shield(self._making)).sandbox.url

    async def end(self) -> None:
        """Stop what was made, finished or not."""
        if self._making is not None:
            self._making.cancel()
            (ground,) = await asyncio.gather(self._making, return_exceptions=True)
            if isinstance(ground, Playground):
                await ground.stop()
        self._folder.cleanup()


async def walked_playground(folder: str, **settings: object) -> Playground:
    """A running sandbox with Convenor in which every step of gallery.yaml was done."""
    began = time.monotonic()
    ground = Playground(
        folder=Path(folder),
        real_now=lambda: _BEGINS.timestamp() + time.monotonic() - began,
        **settings,  # type: ignore[arg-type]
    )
    try:
        await ground.start()
        text = (files("handlers.cli") / "gallery.yaml").read_text(encoding="utf-8")
        await ground.sandbox.walk(yaml.safe_load(text))
    except BaseException:
        await ground.stop()
        raise
    return ground


def run(parsed: argparse.Namespace) -> int:
    """Serve until Ctrl+C; the exit code."""
    logs.set_up(json_lines=False, level="WARNING")
    folder: Path = parsed.folder
    if parsed.fresh and folder.exists():
        shutil.rmtree(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"--folder: {file_words(folder, error)}") from error
    return asyncio.run(_serve(folder, parsed.port, browser=not parsed.no_browser))


def _free(port: int) -> int:
    """The port where nobody listens on it yet, else 0: any other."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError):
        return 0
    return port


async def _serve(folder: Path, port: int, *, browser: bool) -> int:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    gallery = Gallery()
    site_port = _free(port + 1) if port else 0
    ground = Playground(folder=folder, port=port, site_port=site_port, gallery=gallery.address)
    try:
        await ground.start()
    except OSError as error:
        await gallery.end()
        await ground.stop()
        raise SettingsError(port_words("--port", "127.0.0.1", port, error)) from error
    print(f"\n  Convenor's sandbox is open at  {ground.sandbox.url}\n")
    print("  Act as anyone of the sample network. The tour at the side begins in #technology.")
    print(f"  Its data is kept in {folder}/ . Ctrl+C stops it.\n", flush=True)
    if browser and _has_screen():
        await asyncio.to_thread(webbrowser.open, ground.sandbox.url)
    await stopped.wait()
    print("\n  Stopping…", flush=True)
    await gallery.end()
    await ground.stop()
    print("  Stopped. Everything is kept for the next time.", flush=True)
    return 0


def _has_screen() -> bool:
    """Whether a browser would open a window, and not take over this terminal."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))

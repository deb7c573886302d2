"""`convenor sandbox`: a local Slack-like workspace in the browser, with Convenor running in it."""

import argparse
import asyncio
import os
import shutil
import signal
import socket
import sys
import webbrowser
from pathlib import Path

from handlers import logs
from handlers.cli.gallery import Gallery
from handlers.cli.playground import Playground
from handlers.mishaps import file_words, port_words
from handlers.settings import SettingsError


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

"""The gallery: a second sandbox in which a script of steps has shown every message and form."""

import asyncio
import tempfile
import time
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import yaml

from handlers.cli.playground import Playground

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

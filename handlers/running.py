"""Runs one process from its start to SIGTERM or Ctrl+C."""

import asyncio
import gc
import logging
import signal

from handlers.settings import SettingsError
from handlers.slack.client.retry import TokenRefused
from handlers.wiring import Convenor, read_ahead

log = logging.getLogger(__name__)


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
        reading = asyncio.ensure_future(_read_ahead(convenor))
        await waiting
        reading.cancel()
        await convenor.stop()
        return 0
    finally:
        waiting.cancel()


async def _read_ahead(convenor: Convenor) -> None:
    """After the first beat, so that it does not make the start longer."""
    if convenor.beats is not None:
        await convenor.beats.begun.wait()
    await asyncio.to_thread(read_ahead, front=convenor.front, loop=convenor.loop)
    gc.freeze()

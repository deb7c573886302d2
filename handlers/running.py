"""Runs one process, or several side by side, from the start to SIGTERM or Ctrl+C."""

import asyncio
import gc
import logging
import signal

from handlers.mishaps import port_words
from handlers.processes import CANNOT_START, run_processes
from handlers.settings import Settings, SettingsError
from handlers.slack.client.retry import TokenRefused
from handlers.web.server import listen
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
            return CANNOT_START
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


def run_side_by_side(settings: Settings, number: int, *, front: bool, loop: bool) -> int:
    """Several processes on one `PORT`, each with an inner port of its own; the exit code."""
    settings.needs_slack()
    try:
        listening = listen(settings.host, settings.port) if front else None
    except (OSError, UnicodeError) as error:
        words = port_words("PORT", settings.host, settings.port, error)
        raise SettingsError(words) from error
    read_ahead(front=front, loop=loop)
    gc.freeze()

    def run(which: int) -> int:
        inner_port = settings.inner_port and settings.inner_port + which
        own = settings.model_copy(update={"inner_port": inner_port})
        convenor = Convenor(settings=own, front=front, loop=loop, listening=listening)
        return asyncio.run(run_until_stopped(convenor))

    return run_processes(number, run)


async def _read_ahead(convenor: Convenor) -> None:
    """After the first beat, so that it does not make the start longer: a message can wait."""
    if convenor.beats is not None:
        await convenor.beats.begun.wait()
    await asyncio.to_thread(read_ahead, front=False, loop=convenor.loop)
    gc.freeze()

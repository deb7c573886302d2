"""Runs one process, or several side by side, from the start to SIGTERM or Ctrl+C.

Several are forked from one above them, which only starts, replaces and stops them: what was read is
in memory once, and a new one is there at once. (uvicorn's own supervisor would start one that
cannot start for ever, and knows no workers and no sockets.)
"""

import asyncio
import gc
import logging
import os
import signal
import time
from collections.abc import Callable, Iterator
from threading import Thread

from handlers.mishaps import port_words
from handlers.parts import read_ahead
from handlers.settings import Settings, SettingsError
from handlers.slack.client.retry import TokenRefused
from handlers.web.server import listen
from handlers.wiring import Convenor

log = logging.getLogger(__name__)

MOST_PROCESSES = 10
"""Slack opens at most ten sockets for one app (docs.slack.dev, Socket Mode)."""
CANNOT_START = 1
"""The exit code of one that must not be replaced: it would end in the same way."""
_PAUSE = 1.0
"""Seconds at least between the start of one and of what replaces it."""
_HEARD = frozenset((signal.SIGTERM, signal.SIGINT, signal.SIGCHLD))


def run_processes(number: int, work: Callable[[int], int]) -> int:
    """`work` in this number of processes, given 0, 1, 2…; it answers the exit code of its own.

    One that is killed or stopped is replaced; CANNOT_START, or an error, ends all. SIGTERM or
    Ctrl+C stops all and returns 0. If this process is killed, all others stop. No thread may run
    here.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _HEARD)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # macOS lets go of what nobody handles
    lifeline = os.pipe()
    began = {which: time.monotonic() for which in range(number)}
    running = {_fork(which, work, lifeline): which for which in began}
    code, stopping = 0, False
    while running:
        stop = signal.sigwait(_HEARD) != signal.SIGCHLD
        for pid, ended in _ended():
            which = running.pop(pid, None)
            if which is None or stop or stopping:
                continue
            log.error("process_ended", extra={"number": which, "pid": pid, "code": ended})
            if ended == CANNOT_START:
                code, stop = ended, True
                continue
            time.sleep(max(0.0, began[which] + _PAUSE - time.monotonic()))
            began[which] = time.monotonic()
            running[_fork(which, work, lifeline)] = which
        if stop and not stopping:
            stopping = True
            for pid in running:
                os.kill(pid, signal.SIGTERM)
    return code


def _ended() -> Iterator[tuple[int, int]]:
    """(process id, exit code) of all that have ended since the last look; -9 for SIGKILL."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not pid:
            return
        yield pid, os.waitstatus_to_exitcode(status)


def _fork(number: int, work: Callable[[int], int], lifeline: tuple[int, int]) -> int:
    """The id of a new process that does `work` and never returns from here."""
    pid = os.fork()
    if pid:
        log.info("process_started", extra={"number": number, "pid": pid})
        return pid
    code = CANNOT_START
    try:
        reads, writes = lifeline
        os.close(writes)

        def stop_with() -> None:  # the process above is gone: nobody holds the other end any more
            os.read(reads, 1)
            os.kill(os.getpid(), signal.SIGTERM)

        Thread(target=stop_with, daemon=True).start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)
        code = work(number)
    except Exception:
        log.exception("process_broke")
    finally:
        os._exit(code)


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
        raise SettingsError(port_words("PORT", settings.host, settings.port, error)) from error
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

"""Like processes side by side, and one above them that only starts, replaces and stops them.

They are forked, so that what was read is in memory once, and a new one is there at once. (uvicorn's
own supervisor would start one that cannot start for ever, and knows no workers and no sockets.)
"""

import os
import signal
import time
from collections.abc import Callable, Iterator
from threading import Thread


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
        Thread(target=_stop_with, args=(reads,), daemon=True).start()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEARD)
        code = work(number)
    except Exception:
        log.exception("process_broke")
    finally:
        os._exit(code)


def _stop_with(lifeline: int) -> None:
    """Stop when the process above is gone: then nobody holds the other end any more."""
    os.read(lifeline, 1)
    os.kill(os.getpid(), signal.SIGTERM)

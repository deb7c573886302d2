"""Starts Convenor's processes at once: this one has read the code, and forks for each.

`python -m tests.chaos.nursery` reads requests from standard input, one a line:
{"arguments": ["worker"], "environment": {...}, "log": path}. It answers each with a process id.
"""

import json
import os
import signal
import sys
import traceback
from datetime import timedelta
from functools import partial
from pathlib import Path

from handlers import wiring
from handlers.cli import copies  # noqa: F401 - read before the first fork
from handlers.cli import main as commands


def serve():
    """Until standard input ends; the children go on, and are ended by who asked for them."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that end are gone at once
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(**asked)
        print(child, flush=True)


def _become(*, arguments, environment, log):
    """Live and end as a process that was started with these arguments does."""
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for ours, theirs in ((nothing, 0), (written, 1), (written, 2)):
            os.dup2(ours, theirs)
        os.environ.clear()
        os.environ.update(environment)
        if "CHAOS_CLOCK" in environment:
            _go_by(Path(environment["CHAOS_CLOCK"]))
        code = commands.main(arguments)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _go_by(clock):
    """Convenor's clock is as many seconds off as this file says, whenever it asks."""

    def now():
        return wiring.real_now() + timedelta(seconds=float(clock.read_text()))

    commands.Convenor = partial(wiring.Convenor, now=now)


if __name__ == "__main__":
    serve()

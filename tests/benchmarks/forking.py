"""For the quick look: processes forked from one that has read the code; no figures for anyone."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]

nursery = None
"""The running one, within `quickly()`."""


def bare():
    """Nothing of this shell's own settings but the path."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}


@contextmanager
def quickly():
    """Within, processes are forked and not started from nothing."""
    global nursery
    order = [sys.executable, "-m", "tests.benchmarks.nursery"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(order, cwd=ROOT, env=bare(), **pipes) as running:
        nursery = _Nursery(running)
        try:
            yield
        finally:
            nursery = None
            running.stdin.close()


class _Nursery:
    def __init__(self, running):
        self._running = running

    def start(self, module, arguments, environment, log):
        asked = {"module": module, "arguments": arguments}
        asked |= {"environment": environment, "log": str(log)}
        self._running.stdin.write(json.dumps(asked).encode() + b"\n")
        self._running.stdin.flush()
        return _Forked(int(self._running.stdout.readline()), Path(f"{log}.code"))


class _Forked:
    """As much of asyncio's Process as is needed here, of another one's child."""

    def __init__(self, pid, code):
        self.pid = pid
        self._code = code

    @property
    def returncode(self):
        """None while it runs; -9 where it left no code."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, 0)
            return None
        return int(self._code.read_text()) if self._code.exists() else -signal.SIGKILL

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number):
        os.kill(self.pid, number)

    async def wait(self):
        while (code := self.returncode) is None:
            await asyncio.sleep(0.005)
        return code

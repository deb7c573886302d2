"""Processes under test: started, watched from outside, and ended by their own id.

Within `forking.quickly()` they are forked from one that has read the code.
"""

import asyncio
import os
import random
import re
import signal
import socket
import sys
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.benchmarks import forking
from tests.benchmarks.forking import ROOT

BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-bench", "xapp-bench", "bench-signing-secret"


def free_port():
    """One that is free now, below those that the system gives to outgoing connections.

    The system's own chance: `random` may be seeded alike in tests that run beside each other.
    """
    chance = random.SystemRandom()
    while True:
        port = chance.randrange(15_000, 30_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Process:
    """A running Python module; its output goes to a log in the folder, read where it is asked."""

    def __init__(self, running, log):
        self._running = running
        self.log = log
        self.pid = running.pid

    async def says(self, words, *, within=180.0):
        """Return once its output has these words; AssertionError with its output otherwise."""
        deadline = asyncio.get_running_loop().time() + within
        sought = words.encode()
        while sought not in self.log.read_bytes():
            if self._running.returncode is not None:
                raise AssertionError(f"it ended: {self.tail()}")
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"it never said {words!r}: {self.tail()}")
            await asyncio.sleep(0.005)

    async def ended(self):
        """Wait for it; its exit code."""
        return await self._running.wait()

    def tail(self):
        return self.log.read_text(errors="replace")[-3000:]

    def memory(self, what="VmRSS"):
        """Mebibytes: VmRSS now, or VmHWM at its highest."""
        return memory_of(self.pid, what)

    def cpu(self):
        """Seconds of processor time until now."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def kill(self):
        """SIGKILL, as a power cut would."""
        with suppress(ProcessLookupError):
            self._running.kill()
        await self._running.wait()

    async def stop(self):
        """SIGTERM; SIGKILL where that takes longer than fifteen seconds."""
        with suppress(ProcessLookupError):
            self._running.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._running.wait(), 15)
        except TimeoutError:
            await self.kill()


def memory_of(pid, what="VmRSS"):
    """Mebibytes of a process; OSError or TypeError where it has ended."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(rf"{what}:\s+(\d+) kB", status)[1]) / 1024


async def start(folder, name, *command, fresh=False, **environment):
    """`python *command` with nothing of this shell's own settings but the path.

    `fresh`: not forked, whatever the others are.
    """
    log = Path(folder) / f"{name}-{len(list(Path(folder).glob(f'{name}-*.log')))}.log"
    log.touch()
    words = [str(word) for word in command]
    settings = forking.bare() | {key: str(value) for key, value in environment.items()}
    if words[0] == "-m" and not fresh and (nursery := forking.nursery):
        return Process(nursery.start(words[1], words[2:], settings, log), log)
    with log.open("wb") as output:
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            *words,
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=settings,
        )
    return Process(running, log)


@asynccontextmanager
async def started(folder, name, *command, ready=None, **environment):
    """A process for the length of the block; `ready`: what it says when it is."""
    process = await start(folder, name, *command, **environment)
    try:
        if ready is not None:
            await process.says(ready)
        yield process
    finally:
        await process.stop()


def convenor(api_url, database_url, *, port=None, socket=False, **environment):
    """The environment of one of Convenor's own processes."""
    tokens = {"SLACK_APP_TOKEN": APP_TOKEN} if socket else {"SLACK_SIGNING_SECRET": SECRET}
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_API_URL": api_url,
        "DATABASE_URL": database_url,
        "CONVENOR_HOST": "127.0.0.1",
        "PORT": port or free_port(),
        "CONVENOR_INNER_PORT": free_port(),
        "CONVENOR_DRAIN_SECONDS": 0,
        **tokens,
        **environment,
    }


async def answers(port, *, within=30.0):
    """Return once someone listens on the port."""
    deadline = asyncio.get_running_loop().time() + within
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if asyncio.get_running_loop().time() > deadline:
                raise
            await asyncio.sleep(0.02)
        else:
            writer.close()
            return

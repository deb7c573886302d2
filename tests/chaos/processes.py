"""Real processes: the pretend Slack, and those of Convenor that are killed and started again."""

import json
import os
import select
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from contextlib import suppress
from pathlib import Path

from tests.chaos.slack import BOT_TOKEN, deliveries_in
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


class Program:
    """A module that runs by itself; a context manager that ends it."""

    def __init__(self, *arguments, log):
        self._log = log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=bare_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(PATIENCE)
        self.process.stdin.close()
        self.process.stdout.close()
        self._log.close()

    def line(self, within=60):
        """What it prints next; TimeoutError where it prints nothing."""
        ready, _, _ = select.select([self.process.stdout], [], [], within)
        line = self.process.stdout.readline().decode().strip() if ready else ""
        if not line:
            raise TimeoutError(f"nothing printed within {within} s")
        return line


class Nursery(Program):
    """Starts Convenor's processes, and need not read the code again for each."""

    def __init__(self, folder):
        super().__init__("tests.chaos.nursery", log=folder / "nursery.log")

    def start(self, *arguments, log, **environment):
        """`convenor <arguments>` with these settings alone; its process id."""
        log.touch()
        asked = {
            "arguments": arguments,
            "environment": bare_environment() | environment,
            "log": str(log),
        }
        self.process.stdin.write(json.dumps(asked).encode() + b"\n")
        self.process.stdin.flush()
        return int(self.line())


class Convenor:
    """One process of Convenor's; a context manager that kills it."""

    def __init__(self, nursery, *arguments, log, **environment):
        self.log = log
        self._id = nursery.start(*arguments, log=log, **environment)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def kill(self, how=signal.SIGKILL):
        """And wait for its end."""
        with suppress(ProcessLookupError):
            os.kill(self._id, how)
        deadline = time.monotonic() + PATIENCE
        while self.running:
            assert time.monotonic() < deadline, f"process {self._id} outlives its end"
            time.sleep(0.002)

    def stop(self):
        """As on SIGTERM, by itself."""
        self.kill(signal.SIGTERM)

    def most_memory(self):
        """Mebibytes, at its highest until now."""
        status = Path(f"/proc/{self._id}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def abort(self):
        """End it with the stacks of its threads in its log."""
        self.kill(signal.SIGABRT)

    @property
    def running(self):
        try:
            os.kill(self._id, 0)
        except ProcessLookupError:
            return False
        return True


class Slack(Program):
    """The pretend Slack; `url` once it is entered."""

    def __init__(self, log, *, channels, people, history=True):
        flags = [] if history else ["--no-history"]
        super().__init__(
            "tests.chaos.slack",
            "--channels",
            str(channels),
            "--people",
            str(people),
            *flags,
            log=log,
        )

    def __enter__(self):
        self.url = self.line()
        return self

    def get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=PATIENCE) as answer:
            return json.load(answer)

    def misbehave(self, **fault):
        request = urllib.request.Request(
            f"{self.url}/door/faults",
            json.dumps(fault).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            assert json.load(answer)["ok"]

    def arrived(self):
        """Every message that really stands: (channel, ts, ids of the deliveries in it)."""
        for one in self.get("/door/arrived")["arrived"]:
            yield one["channel"], one["ts"], deliveries_in(one["metadata"])

    def unheard(self):
        """The ids of the deliveries in each post whose answer was no answer."""
        self.process.send_signal(signal.SIGUSR1)
        return json.loads(self.line())

    def struck(self):
        """How often each fault has struck a post, and how often any other call."""
        posts, others = Counter(), Counter()
        for one in self.get("/door/faults")["struck"]:
            where = posts if one["method"] == "chat.postMessage" else others
            where[one["fault"]] += one["times"]
        return dict(posts), dict(others)


class Worker(Convenor):
    """`convenor worker`, with these settings."""

    def __init__(self, nursery, log, slack_url, database_url, settings):
        super().__init__(
            nursery,
            "worker",
            log=log,
            SLACK_BOT_TOKEN=BOT_TOKEN,
            SLACK_SIGNING_SECRET="chaos",
            SLACK_API_URL=f"{slack_url}/api/",
            DATABASE_URL=database_url,
            CONVENOR_HOST="127.0.0.1",
            CONVENOR_INNER_PORT="0",
            **settings,
        )

    @property
    def ready(self):
        """Whether it has begun to beat."""
        return self.running and " ready" in self.log.read_text()


def bare_environment():
    """Ours without settings of Convenor's that a developer may have set."""
    ours = ("SLACK_", "CONVENOR_", "DATABASE_URL")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "PYTHONFAULTHANDLER": "1"}

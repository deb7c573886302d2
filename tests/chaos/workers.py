"""The workers of a kill test: each place has one, and a log for each that ever stood in it."""

import re
import time
from itertools import count

from tests.chaos.processes import Worker

TIMED_OUT = re.compile(r'delivery=(\d+) .*state="uncertain" error="TimeoutError"')
PATIENCE = 90.0
"""Seconds without any sign of work after which something hangs or was forgotten."""


class Workers:
    """The places of the worker processes, each with a log of its own."""

    def __init__(self, plan, nursery, slack_url, folder):
        self._plan, self._nursery = plan, nursery
        self._slack_url, self._folder = slack_url, folder
        self._number = count(1)
        self._places = [self._start() for _ in range(plan.workers)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for worker in self._places:
            worker.kill()

    def _start(self):
        log = self._folder / f"worker-{next(self._number)}.log"
        plan = self._plan
        return Worker(self._nursery, log, self._slack_url, plan.database_url, plan.settings)

    def one_at_work(self, choose, within=PATIENCE):
        """The place of one that is ready, whichever it is."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            ready = [place for place, worker in enumerate(self._places) if worker.ready]
            if ready:
                return choose.choice(ready)
            self.check()
            time.sleep(0.02)
        self.show_stacks()
        raise TimeoutError("no worker came to be ready")

    def kill(self, place):
        self._places[place].kill()

    def fill(self, place):
        self._places[place] = self._start()

    def check(self):
        """Nobody but we may end a worker."""
        for worker in self._places:
            assert worker.running, f"a worker ended by itself: {worker.log.read_text()[-2_000:]}"

    def given_up(self):
        """Ids of the deliveries for whose posts a worker waited and saw none, as it says itself."""
        logs = "".join(log.read_text() for log in self._folder.glob("worker-*.log"))
        return [int(one) for one in TIMED_OUT.findall(logs)]

    def show_stacks(self):
        """Into their logs: where each stands that seems to hang."""
        for worker in self._places:
            worker.abort()

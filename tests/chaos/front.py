"""Kill at the front: what `convenor web` has acknowledged is kept, whenever it is killed."""

import socket
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from contextlib import ExitStack
from dataclasses import dataclass
from random import Random

from handlers.cli.playground import BOT_TOKEN, SIGNING_SECRET
from storage.unit_of_work import Database
from tests.chaos.front_town import effects, requests
from tests.chaos.processes import Convenor, Nursery

THREADS = 6
SLOW = 15.0
"""Seconds."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one run does; its random moments and choices come from `seed`."""

    database_url: str
    kills: int
    seed: int
    each: int = 40
    """Requests of each kind that there are for one life of a process; more than it can be sent."""
    acks: tuple[int, int] = (0, 25)
    """How many acknowledgements a process lives to see."""
    more: float = 0.03
    """And at most this many seconds."""


@dataclass(kw_only=True)
class Outcome:
    plan: Plan
    kills: int = 0
    asked: int = 0
    acked: int = 0
    repeated: int = 0
    kept_unheard: int = 0
    """Saved, but killed before the acknowledgement was out."""
    not_kept: int = 0
    """Neither acknowledged nor saved when the process was killed."""
    seconds: float = 0.0
    wrong: list = None
    """What was lost, doubled, or oddly answered."""

    def __str__(self):
        return (
            f"{self.plan.database_url.partition(':')[0]}: {self.kills} kills, seed "
            f"{self.plan.seed}: {self.asked} commands, presses and submissions, {self.acked} "
            f"acknowledged in the end, {self.repeated} after being repeated; at the kill "
            f"{self.kept_unheard} were saved and unacknowledged, {self.not_kept} neither; "
            f"wrong: {self.wrong}; {self.seconds:.0f} s"
        )


def run(plan, network, folder):
    """`network`: Technology is set up in it, and its own Convenor has been stopped."""
    began = time.monotonic()
    with ExitStack() as ended:
        database = Database(plan.database_url)
        ended.callback(database.dispose)
        nursery = ended.enter_context(Nursery(folder))
        front = _Front(plan, network, database, nursery, folder)
        outcome = Outcome(plan=plan, wrong=[])
        for _ in range(plan.kills):
            front.live_and_be_killed(outcome)
        front.live_in_peace(outcome)
        outcome.asked, outcome.acked = len(front.sent), sum(a.acked for a in front.sent)
        outcome.repeated = sum(a.tries > 1 for a in front.sent)
        outcome.seconds = time.monotonic() - began
        return outcome


class _Front:
    def __init__(self, plan, network, database, nursery, folder):
        self.plan, self.network, self.database = plan, network, database
        self.nursery, self.folder = nursery, folder
        self.choose = Random(plan.seed)
        self.new = deque(requests(plan, network, database, self.choose))
        self.again = deque()
        self.sent = []
        self._taking = threading.Lock()

    def live_and_be_killed(self, outcome):
        with self._process() as process:
            clients = _Clients(self, process.port)
            clients.wait_for(self.choose.randint(*self.plan.acks))
            time.sleep(self.choose.uniform(0, self.plan.more))
            process.kill()
            clients.finish()
        outcome.kills += 1
        self._compare(outcome)
        self.again.extend(a for a in self.sent if not a.acked)

    def live_in_peace(self, outcome):
        """Repeat what was never acknowledged, and some of what was."""
        with self._process() as process:
            some = self.choose.sample(self.sent, min(len(self.sent), 30))
            for asked in [*self.again, *some]:
                if not _acknowledged_at_last(asked, process.port):
                    outcome.wrong.append(("never acknowledged", asked.effect, asked.odd))
        self._compare(outcome)

    def take(self):
        """What to send next: something unacknowledged of an earlier life, or something new."""
        with self._taking:
            if self.again:
                return self.again.popleft()
            self.sent.append(self.new.popleft())
            return self.sent[-1]

    def _process(self):
        api_url = self.network.ground.sandbox.api_url
        return Web(self.nursery, self.folder / "web.log", api_url, self.plan.database_url)

    def _compare(self, outcome):
        """Each acknowledged one is there once; any other once or not at all."""
        self.again.clear()
        there = effects(self.database)
        for asked in self.sent:
            times = there[asked.effect]
            if asked.odd is not None:
                outcome.wrong.append(("odd", asked.effect, asked.odd))
            if times > 1 or (asked.acked and times != 1):
                outcome.wrong.append((asked.kind, asked.effect, times, asked.tries))
            if not asked.acked and times == 1 and not asked.kept_unheard:
                asked.kept_unheard = True
                outcome.kept_unheard += 1
            outcome.not_kept += not asked.acked and times == 0


def _acknowledged_at_last(asked, port):
    """In peace only a machine that is too busy leaves one without an answer in time."""
    last = time.monotonic() + 4 * SLOW
    while not asked.send(port, SIGNING_SECRET):
        if time.monotonic() > last:
            return False
        time.sleep(0.1)
    return True


class _Clients:
    """Threads that send until the process is gone."""

    def __init__(self, front, port):
        self._front, self._port = front, port
        self._gone = threading.Event()
        self._acked = threading.Semaphore(0)
        self._threads = [threading.Thread(target=self._work) for _ in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def _work(self):
        while not self._gone.is_set():
            if self._front.take().send(self._port, SIGNING_SECRET):
                self._acked.release()
            else:
                self._gone.wait(0.01)

    def wait_for(self, acks):
        """Or for as long as even a busy machine needs for one."""
        for _ in range(acks):
            if not self._acked.acquire(timeout=SLOW):
                return

    def finish(self):
        self._gone.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()


class Web(Convenor):
    """`convenor web`, ready once it is entered."""

    def __init__(self, nursery, log, api_url, database_url, *, drain=0.0):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        super().__init__(
            nursery,
            "web",
            log=log,
            SLACK_BOT_TOKEN=BOT_TOKEN,
            SLACK_SIGNING_SECRET=SIGNING_SECRET,
            SLACK_API_URL=api_url,
            DATABASE_URL=database_url,
            PORT=str(self.port),
            CONVENOR_HOST="127.0.0.1",
            CONVENOR_INNER_PORT="0",
            CONVENOR_DRAIN_SECONDS=str(drain),
            CONVENOR_LOG_LEVEL="WARNING",
        )

    def __enter__(self):
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if not self.running:
                raise AssertionError(f"it ended: {self.log.read_text()[-2000:]}")
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5):
                    return self
            except (OSError, urllib.error.URLError):
                time.sleep(0.02)
        raise AssertionError(f"it was never ready: {self.log.read_text()[-2000:]}")

"""A rolling restart: two `convenor web` are replaced in turn behind a balancer, under load."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from handlers.cli.playground import SIGNING_SECRET
from storage.unit_of_work import Database
from tests.chaos import asking
from tests.chaos.balancer import Balancer
from tests.chaos.front import Web
from tests.chaos.front_town import effects
from tests.chaos.processes import Nursery

THREADS = 12
EVERY = 0.5
"""Seconds between two looks of the balancer, which so sends on for a while."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """`rate`: requests a second. `drain`: CONVENOR_DRAIN_SECONDS of each process."""

    database_url: str
    number: int
    rate: float
    drain: float


@dataclass(kw_only=True)
class Outcome:
    plan: Plan
    asked: int
    answers: Counter
    """By HTTP status, or the name of what came in place of an answer."""
    not_once: list
    """What is not in the database exactly once."""
    passed: list
    """How many each of the four processes answered, in the order of their starts."""
    replaced_after: int
    """How many requests had been sent when both were replaced."""

    @property
    def lost(self):
        return self.asked - self.answers[200]

    @property
    def as_promised(self):
        return not self.lost and not self.not_once and self.replaced_after < self.asked

    def __str__(self):
        return (
            f"restart on {self.plan.database_url.partition(':')[0]}: {self.asked} requests, "
            f"{self.plan.rate:g} a second, drain {self.plan.drain:g} s; both replaced after "
            f"{self.replaced_after}; answered by each process {self.passed}; "
            f"lost {self.lost} ({dict(self.answers)}), not once in the database {self.not_once}"
        )


def run(plan, network, folder):
    """`network`: Technology is set up in it, and its own Convenor has been stopped."""
    balancer = Balancer(every=EVERY)
    network.run(balancer.__aenter__())
    try:
        with Nursery(folder) as nursery:
            return _Restart(plan, network, folder, nursery, balancer).run()
    finally:
        network.run(balancer.__aexit__())


class _Restart:
    def __init__(self, plan, network, folder, nursery, balancer):
        self.plan, self.network, self.folder = plan, network, folder
        self.nursery, self.balancer = nursery, balancer
        self.ports, self.sent = [], 0

    def run(self):
        commands = self._commands()
        first, second = self._started(), self._started()
        answers = Counter()
        with ThreadPoolExecutor(THREADS) as clients:
            began = time.monotonic()
            sending = [clients.submit(self._send, c, began, n) for n, c in enumerate(commands)]
            third = self._replaced(first, after=0.25)
            fourth = self._replaced(second, after=0.5)
            replaced_after = self.sent
            answers.update(one.result() for one in sending)
        for process in (third, fourth):
            process.kill()
        return Outcome(
            plan=self.plan,
            asked=len(commands),
            answers=answers,
            not_once=self._not_once(commands),
            passed=[self.balancer.passed[port] for port in self.ports],
            replaced_after=replaced_after,
        )

    def _commands(self):
        liam = self.network.person("liam")
        who = {
            "id": liam.id,
            "team": self.network.get("/door/workspace")["team"]["id"],
            "response_url": f"{self.network.ground.sandbox.url}/response/none",
        }
        channel = liam.channel("#technology")
        return [asking.command(n, who, channel) for n in range(self.plan.number)]

    def _started(self):
        """One more process, ready and behind the balancer."""
        log = self.folder / f"web-{len(self.ports)}.log"
        api_url = self.network.ground.sandbox.api_url
        process = Web(self.nursery, log, api_url, self.plan.database_url, drain=self.plan.drain)
        process.__enter__()
        self.network.run(self.balancer.add(process.port))
        self.ports.append(process.port)
        return process

    def _replaced(self, process, after):
        """Its successor; the old one is told to stop after this share of the requests."""
        while self.sent < after * self.plan.number:
            time.sleep(0.01)
        process.stop()
        return self._started()

    def _send(self, command, began, number):
        time.sleep(max(0.0, began + number / self.plan.rate - time.monotonic()))
        self.sent += 1
        try:
            return asking.post(self.balancer.port, SIGNING_SECRET, command.payload)[0]
        except OSError as error:
            return type(error).__name__

    def _not_once(self, commands):
        database = Database(self.plan.database_url)
        try:
            there = effects(database)
        finally:
            database.dispose()
        return [c.effect for c in commands if there[c.effect] != 1]

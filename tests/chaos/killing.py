"""The kill test: real workers send to a misbehaving Slack and are killed at random moments."""

import time
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from random import Random

from sqlalchemy import text

from storage.unit_of_work import Database
from tests.chaos.counting import compare, states
from tests.chaos.odd import Odd
from tests.chaos.processes import Nursery, Slack
from tests.chaos.seeding import seed
from tests.chaos.workers import PATIENCE, Workers

SETTINGS = {
    "CONVENOR_CHANNEL_PACE": "0.02",
    "CONVENOR_WORKSPACE_PACE": "0",
    "CONVENOR_LEASE": "10",
    "CONVENOR_SLACK_TIMEOUT": "2",
    "CONVENOR_CERTAIN_AFTER": "4",
    "CONVENOR_LONGEST_PAUSE": "4",
}
SHARE = 0.02
A_START = 0.6
"""Seconds that about suffice for one."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one run does; everything random in it comes from `seed`."""

    database_url: str
    number: int
    kills: int
    seed: int
    workers: int = 1
    rate: float = 40.0
    """Deliveries that fall due in a second."""
    at_start: float = 0.1
    """Share of the kills that do not wait until the worker is ready."""
    before: float = 0.8
    """Share of the work to do before the last kill."""
    at_most: float = 20.0
    """Seconds after which a ready worker is killed in any case."""
    channels: int = 12
    people: int = 300
    """Many, since the recipient of a killed worker's message waits until its lease has ended."""
    history: bool = True
    odd: float = 0.0
    """Share of all calls that something in front of Slack answers by itself, done or not."""
    settings: dict = field(default_factory=lambda: dict(SETTINGS))


def run(plan, folder):
    """Seed, kill, wait for the end, compare; everything that was started has ended."""
    began = time.monotonic()
    choose = Random(plan.seed)
    slack = Slack(
        folder / "slack.log", channels=plan.channels, people=plan.people, history=plan.history
    )
    with ExitStack() as ended:
        database = Database(plan.database_url)
        ended.callback(database.dispose)
        nursery = ended.enter_context(Nursery(folder))
        ended.enter_context(slack)
        owed = seed(database, plan, choose)
        _misbehave(slack, plan)
        log = folder / "odd.log"
        odd = Odd(log, slack.url, share=plan.odd, seed=plan.seed) if plan.odd else None
        url = ended.enter_context(odd).url if odd else slack.url
        with Workers(plan, nursery, url, folder) as workers:
            before, cut_off = _kill_some(plan, workers, choose, database)
            _wait_until_settled(database, owed, workers)
        outcome = compare(
            plan,
            database,
            slack,
            owed,
            before=before,
            cut_off=cut_off,
            given_up=workers.given_up(),
            seconds=time.monotonic() - began,
        )
        return replace(outcome, odd=odd.counted()) if odd else outcome


def _misbehave(slack, plan):
    """Two in a hundred each: the answer lost after posting, 429, 500, late; and very late."""
    given_up = float(plan.settings["CONVENOR_SLACK_TIMEOUT"])
    for place, fault in enumerate(
        [
            {"fault": "lost", "share": SHARE},
            {"fault": "ratelimited", "share": SHARE, "seconds": 1},
            {"fault": "500", "share": SHARE / 2},
            {"fault": "500_done", "share": SHARE / 2},
            {"fault": "late", "share": SHARE, "seconds": given_up / 2},
            {"fault": "slow", "share": SHARE / 4, "seconds": given_up * 1.5},
        ]
    ):
        slack.misbehave(**{"method": "*", "seed": plan.seed * 10 + place, **fault})


def _kill_some(plan, workers, choose, database):
    """How many were sent before the last kill, and the deliveries whose posts were cut off.

    By one killed worker of several nobody can tell the latter.
    """
    cut_off = set()
    for _kill in range(plan.kills):
        if choose.random() < plan.at_start:
            place = choose.randrange(plan.workers)
            time.sleep(choose.uniform(0, A_START))
        else:
            place = workers.one_at_work(choose)
            _let_work(plan, choose, database)
        workers.check()
        workers.kill(place)
        cut_off |= _under_way(database) if plan.workers == 1 else set()
        workers.fill(place)
    return _sent(database), [delivery for delivery, _ in cut_off]


def _let_work(plan, choose, database):
    """Until this many more are sent, and then to a moment that no write of ours decides."""
    share = 2 * plan.before * plan.number / max(plan.kills, 1)
    enough = _sent(database) + choose.uniform(0, share)
    last = time.monotonic() + plan.at_most
    while _sent(database) < enough and time.monotonic() < last:
        time.sleep(0.05)
    time.sleep(choose.uniform(0, 0.1))


def _sent(database):
    query = text("SELECT count(*) FROM deliveries WHERE state = 'sent'")
    with database.engine.connect() as connection:
        return connection.execute(query).scalar_one()


def _under_way(database):
    """Each with its attempt: until its lease ends, the next kill finds it still there."""
    query = text("SELECT id, attempt FROM deliveries WHERE state = 'sending' AND begun")
    with database.engine.connect() as connection:
        return {tuple(row) for row in connection.execute(query)}


def _wait_until_settled(database, owed, workers):
    """Until every row has come to its end, or for PATIENCE none has: a busy machine is slow."""
    ended, last = -1, time.monotonic()
    while time.monotonic() - last < PATIENCE:
        now = states(database, owed)
        if set(now) <= {"sent", "dropped"}:
            return
        if now["sent"] + now["dropped"] > ended:
            ended, last = now["sent"] + now["dropped"], time.monotonic()
        workers.check()
        time.sleep(0.5)
    workers.show_stacks()

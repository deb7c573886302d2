"""Clocks that jump, copies that are put back, a disk that is full: all that was owed, once.

Each run sends while the same harm is done to it at random moments, over and over.
"""

import os
import random
import resource
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from storage.unit_of_work import Database
from tests.chaos.company import Company, Work, says
from tests.chaos.slack import TEAM
from tests.waiting import wait_until

JUMPS = (timedelta(days=2), timedelta(days=-2), timedelta(hours=14), timedelta(minutes=40))
NOTICE = "group.restored"


@dataclass(frozen=True, kw_only=True)
class Corner:
    """`times`: how often the harm is done."""

    number: int
    times: int
    seed: int
    rate: float = 20.0

    @property
    def work(self):
        return Work(number=self.number, rate=self.rate, channels=12, people=60)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`silent`: dropped, or not ended; ids of deliveries. `early`: in Slack before it was due."""

    name: str
    corner: Corner
    lost: list
    doubled: list
    silent: list
    early: list
    met: int
    """How often the harm met work that was still to be done."""
    notices: int
    seconds: float

    @property
    def as_promised(self):
        return not (self.lost or self.doubled or self.silent or self.early)

    def __str__(self):
        plan = self.corner
        return (
            f"{self.name}, seed {plan.seed}: {plan.number} deliveries, {plan.times} times, "
            f"{self.met} of them in the middle of the work\n"
            f"  {len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.silent)} silent, "
            f"{len(self.early)} early; {self.notices} notices to the secretariat; "
            f"{self.seconds:.0f} s"
        )


def clock_jumps(corner, folder, url):
    """The worker's clock is days or hours off for a few seconds, and right again."""
    clock = folder / "clock"
    _set(clock, timedelta(0))

    def harm(company, worker, choose):
        _set(clock, choose.choice(JUMPS))
        time.sleep(choose.uniform(1, 3))
        _set(clock, timedelta(0))
        return worker

    return _run("clock", corner, folder, url, harm, CHAOS_CLOCK=str(clock))


def disk_full(corner, folder, url):
    """The worker may write to no file for a few seconds: database, journal, log."""

    def harm(company, worker, choose):
        _, hard = resource.prlimit(worker._id, resource.RLIMIT_FSIZE)
        resource.prlimit(worker._id, resource.RLIMIT_FSIZE, (1, hard))
        time.sleep(choose.uniform(1, 3))
        resource.prlimit(worker._id, resource.RLIMIT_FSIZE, (hard, hard))
        return worker

    return _run("disk", corner, folder, url, harm)


def copies_restored(corner, folder, url):
    """The database is copied while it is used, and the copy put back a few seconds later."""
    copies = []

    def harm(company, worker, choose):
        copy = folder / f"copy-{len(copies)}.sqlite3"
        copies.append(copy)
        _command(company, "backup", copy)
        assert copy.exists(), (folder / f"backup-{copy.stem}.log").read_text()
        time.sleep(choose.uniform(1, 4))
        worker.kill()
        for database in (company.database, company._impatient):
            database.dispose()
        _command(company, "restore", copy)
        company.database = Database(url)
        company._ended.callback(company.database.dispose)
        return _worker(company, f"worker-{len(copies)}")

    return _run("restore", corner, folder, url, harm)


def _run(name, corner, folder, url, harm, **settings):
    choose, began, met = random.Random(corner.seed), time.monotonic(), 0
    with Company(folder, url, corner.work) as company:
        company.settings = settings
        worker = _worker(company, "worker-0")
        company.seed()
        for turn in range(corner.times):
            share = (turn + choose.random()) / corner.times
            wait_until(lambda share=share: _sent(company) >= 0.8 * share * corner.number, 120)
            met += _sent(company) < corner.number
            worker = harm(company, worker, choose)
        owed = ", ".join(map(str, company.owed))
        open_ones = f"id IN ({owed}) AND state NOT IN ('sent', 'dropped')"
        with suppress(AssertionError):
            wait_until(lambda: company.count(open_ones) == 0, 180)
        assert worker.running
        return _counted(name, corner, company, met, time.monotonic() - began)


def _worker(company, name):
    worker = company.start("worker", name, **company.settings)
    wait_until(lambda: says(worker, "ready"))
    return worker


def _command(company, command, copy):
    """`convenor backup` or `convenor restore`, to its end."""
    process = company.start([command, str(copy)], f"{command}-{copy.stem}")
    wait_until(lambda: not process.running)


def _sent(company):
    """Also while the database refuses: by what is in Slack."""
    return len([number for number in company.times() if number in company.owed])


def _set(clock, offset):
    """In one step: the worker reads it whenever it asks for the time."""
    made = clock.with_suffix(".new")
    made.write_text(str(offset.total_seconds()))
    os.replace(made, clock)


def _counted(name, corner, company, met, seconds):
    stands, first = Counter(), {}
    for _, ts, ids in company.slack.arrived():
        for number in ids:
            stands[number] += 1
            first[number] = min(float(ts), first.get(number, float(ts)))
    with company.database.engine.connect() as connection:
        query = text("SELECT id, state, kind FROM deliveries WHERE workspace_id = :team")
        rows = connection.execute(query, {"team": TEAM}).all()
    states = {row.id: row.state for row in rows}
    owed = company.owed
    return Outcome(
        name=name,
        corner=corner,
        lost=[number for number in owed if not stands[number]],
        doubled=[number for number in owed if stands[number] > 1],
        silent=[number for number in owed if states.get(number) != "sent"],
        early=[n for n in owed if n in first and first[n] < owed[n].due_at.timestamp() - 1],
        met=met,
        notices=sum(row.kind == NOTICE for row in rows),
        seconds=seconds,
    )

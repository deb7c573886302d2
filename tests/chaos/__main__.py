"""`make chaos`: the long kill tests on both databases and at the front; with history refused, odd
answers and a dead token; a rolling restart, and a flood."""

import argparse
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from storage.database.engine import make_engine
from storage.database.schema import upgrade_schema
from tests.chaos import blocks, dead_token, flood, front, restart
from tests.chaos.corners import Corner, clock_jumps, copies_restored, disk_full
from tests.chaos.killing import Plan, run
from tests.databases import PostgreSQL
from tests.stories.network import machine_clock
from tests.stories.town import technology


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--number", type=int, default=10_000, help="deliveries")
    parser.add_argument("--kills", type=int, default=200, help="SIGKILLs, on each database")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(RUNS))
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    failed = [name for name, run_it in RUNS.items() if given.only in (None, name) and run_it(given)]
    raise SystemExit(f"Not as promised: {', '.join(failed)}" if failed else 0)


def on_sqlite(given, **changes):
    """One worker process on one file; whether it failed."""
    with _kept_if_wrong() as (folder, wrong):
        url = _new_file(folder)
        wrong += _failed(replace(_plan(given, url), **changes), folder)
    return bool(wrong)


def on_postgresql(given):
    """Four worker processes on one server."""
    server = PostgreSQL()
    try:
        with _kept_if_wrong() as (folder, wrong):
            wrong += _failed(replace(_plan(given, server.borrow()), workers=4), folder)
        return bool(wrong)
    finally:
        server.stop()


def refused(given):
    """A tenth as much, with an app that was never granted the history scopes."""
    less = {"number": given.number // 10, "kills": given.kills // 10}
    return on_sqlite(given, history=False, **less)


def matrix(given):
    """One call in ten is answered by something else, with any status and body, done or not."""
    return on_sqlite(given, odd=0.1)


def token(given):
    """A twentieth as much, with a token that is wrongly called dead, dies, and works again."""
    with _kept_if_wrong() as (folder, wrong):
        url = _new_file(folder)
        try:
            print(dead_token.run(folder, url, number=given.number // 20, seed=given.seed))
        except AssertionError as error:
            print(f"dead token: {error}", flush=True)
            wrong.append(error)
    return bool(wrong)


def at_the_front(given):
    """Half as many kills of `convenor web` on each database."""
    with _kept_if_wrong() as (folder, wrong):
        wrong += _front_failed(given, f"sqlite:///{folder}/convenor.sqlite3", folder)
    server = PostgreSQL()
    try:
        with _kept_if_wrong() as (folder, wrong_too):
            wrong_too += _front_failed(given, server.borrow(), folder)
    finally:
        server.stop()
    return bool(wrong or wrong_too)


def restarted(given):
    """A rolling restart under a load of six hundredths as many requests."""
    server = PostgreSQL()
    try:
        with _kept_if_wrong() as (folder, wrong):
            url = server.borrow()
            number = given.number * 6 // 100
            plan = restart.Plan(database_url=url, number=number, rate=30.0, drain=2.0)
            with technology(folder, database_url=url, real_now=machine_clock) as network:
                network.run(network.ground.stop_convenor())
                outcome = restart.run(plan, network, folder)
            print(outcome, flush=True)
            wrong += [] if outcome.as_promised else [outcome]
        return bool(wrong)
    finally:
        server.stop()


def flooded(given):
    """Large requests of strangers, each kind for a second for each thousand."""
    with _kept_if_wrong() as (folder, wrong), technology(folder, real_now=machine_clock) as network:
        network.run(network.ground.stop_convenor())
        for row in flood.run(network, folder, seconds=given.number / 1_000):
            print(row, flush=True)
            wrong += [] if row.as_promised else [row]
    return bool(wrong)


def refused_places(given):
    """A third as much on each database: half of the recipients are refused for a while."""
    server = PostgreSQL()
    try:
        with _kept_if_wrong() as (folder, wrong):
            url = f"sqlite:///{folder}/convenor.sqlite3"
            engine = make_engine(url)
            upgrade_schema(engine)
            engine.dispose()
            wrong += _blocks_failed(given, url, folder, workers=1)
        with _kept_if_wrong() as (folder, wrong_too):
            wrong_too += _blocks_failed(given, server.borrow(), folder, workers=4)
    finally:
        server.stop()
    return bool(wrong or wrong_too)


def in_a_corner(run):
    """A tenth as many deliveries, and as many times."""

    def run_it(given):
        with _kept_if_wrong() as (folder, wrong):
            url = f"sqlite:///{folder}/convenor.sqlite3"
            engine = make_engine(url)
            upgrade_schema(engine)
            engine.dispose()
            number, times = given.number // 10, given.kills // 10
            rate = number / (times * 12)
            plan = Corner(number=number, times=times, seed=given.seed, rate=rate)
            outcome = run(plan, folder, url)
            print(outcome, flush=True)
            wrong += [] if outcome.as_promised else [outcome]
        return bool(wrong)

    return run_it


RUNS = {
    "sqlite": on_sqlite,
    "postgresql": on_postgresql,
    "refused": refused,
    "matrix": matrix,
    "token": token,
    "front": at_the_front,
    "restart": restarted,
    "flood": flooded,
    "blocks": refused_places,
    "clock": in_a_corner(clock_jumps),
    "restore": in_a_corner(copies_restored),
    "disk": in_a_corner(disk_full),
}


@contextmanager
def _kept_if_wrong():
    """A folder, and a list for what went wrong in it: then, or after an error, it stays."""
    folder, wrong = Path(tempfile.mkdtemp(prefix="convenor-chaos-")), []
    kept = True
    try:
        yield folder, wrong
        kept = bool(wrong)
    finally:
        if kept:
            print(f"Its files are kept in {folder}", flush=True)
        else:
            shutil.rmtree(folder)


def _new_file(folder):
    """The address of an empty, migrated SQLite database."""
    url = f"sqlite:///{folder}/convenor.sqlite3"
    engine = make_engine(url)
    upgrade_schema(engine)
    engine.dispose()
    return url


def _plan(given, url):
    return Plan(
        database_url=url,
        number=given.number,
        kills=given.kills,
        seed=given.seed,
        rate=given.number / (given.kills * 2.0),
    )


def _failed(plan, folder):
    """Empty where all is as promised."""
    outcome = run(plan, folder)
    print(outcome, f"Settings: {plan.settings}", sep="\n", flush=True)
    return [] if outcome.as_promised else [outcome]


def _blocks_failed(given, url, folder, *, workers):
    number = given.number * 3 // 10
    plan = blocks.Plan(
        database_url=url, number=number, seed=given.seed, rate=60, workers=workers, closed=20
    )
    outcome = blocks.run(plan, folder)
    print(outcome, flush=True)
    return [] if outcome.as_promised else [outcome]


def _front_failed(given, url, folder):
    plan = front.Plan(database_url=url, kills=given.kills // 2, seed=given.seed)
    with technology(folder, database_url=url, real_now=machine_clock) as network:
        network.run(network.ground.stop_convenor())
        outcome = front.run(plan, network, folder)
    print(outcome, flush=True)
    return outcome.wrong


if __name__ == "__main__":
    main()

"""One APScheduler date job per reminder in its SQLAlchemy store, as many bots have it.

`python -m … add URL API_URL DUE MANY stock|none` adds MANY jobs for the unix moment DUE, one by
one, and prints the seconds that took. `fill URL MANY` lets MANY more wait, by copying one. `forget
URL` deletes what was due and has not run. `run URL
stock|none` starts a BackgroundScheduler with its ten threads, and its misfire grace time of one
second or none.
"""

import sys
import time
from datetime import UTC, datetime
from functools import cache

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from slack_sdk import WebClient
from sqlalchemy import delete, insert, select

from tests.benchmarks.processes import BOT_TOKEN
from tests.benchmarks.town import clock, someone

GRACE = {"stock": {}, "none": {"misfire_grace_time": None}}


@cache
def _client(api_url):
    return WebClient(token=BOT_TOKEN, base_url=api_url)


def send(api_url, recipient, words):
    _client(api_url).chat_postMessage(channel=recipient, text=words)


def scheduler_on(url, **defaults):
    return BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url)}, job_defaults=defaults, timezone=UTC
    )


def add(url, api_url, due, many, prefix, **defaults):
    scheduler = scheduler_on(url, **defaults)
    scheduler.start(paused=True)
    began = time.perf_counter()
    for number in range(many):
        scheduler.add_job(
            send,
            "date",
            run_date=datetime.fromtimestamp(due, UTC),
            args=[api_url, someone(number), "Age assurance is tomorrow"],
            id=f"{prefix}-{number}",
            replace_existing=True,
        )
    took = time.perf_counter() - began
    scheduler.shutdown()
    return took


def fill(url, many):
    """Copies of one waiting job, due in a month; only so that it need not take minutes."""
    add(url, "http://127.0.0.1/", clock() + 30 * 86400, 1, "waits")
    store = SQLAlchemyJobStore(url)
    jobs = store.jobs_t
    with store.engine.begin() as connection:
        row = connection.execute(select(jobs).where(jobs.c.id == "waits-0")).mappings().one()
        for first in range(1, many, 5_000):
            numbers = range(first, min(first + 5_000, many))
            connection.execute(insert(jobs), [{**row, "id": f"waits-{n}"} for n in numbers])
    store.engine.dispose()


def forget(url):
    """Delete the jobs that were due and have not run."""
    store = SQLAlchemyJobStore(url)
    with store.engine.begin() as connection:
        connection.execute(delete(store.jobs_t).where(store.jobs_t.c.next_run_time <= clock()))
    store.engine.dispose()


def run(url, grace):
    """Says "started" once it runs; then for ever."""
    scheduler = scheduler_on(url, **GRACE[grace])
    scheduler.start()
    print("started", flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    what, url, *rest = sys.argv[1:]
    if what == "add":
        api_url, due, many, grace = rest
        print(f"{add(url, api_url, float(due), int(many), f'due{due}', **GRACE[grace]):.6f}")
    elif what == "fill":
        fill(url, int(rest[0]))
    elif what == "forget":
        forget(url)
    else:
        run(url, rest[0])

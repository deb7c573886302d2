"""Writes that wait, and groups of them made on purpose."""

import asyncio
import threading
from contextlib import asynccontextmanager

from sqlalchemy import event

from storage.transactions.jobs import Job
from storage.unit_of_work import UnitOfWork
from tests.storage.records import NOW


def writers_of(database):
    return 1 if database.engine.dialect.name == "sqlite" else 2


@asynccontextmanager
async def every_writer_busy(database):
    """Within, no write begins; at the end, what has come to wait meanwhile is taken together."""
    let_go = threading.Event()
    started = [threading.Event() for _writer in range(writers_of(database))]

    def hold(began):
        began.set()
        let_go.wait(20)

    held = [
        asyncio.ensure_future(database.write(f"gate-{n}", lambda _work, began=began: hold(began)))
        for n, began in enumerate(started)
    ]
    for began in started:
        assert await asyncio.to_thread(began.wait, 20)
    try:
        yield
        await asyncio.sleep(0)  # what was asked for within is put to wait now
    finally:
        let_go.set()
        await asyncio.gather(*held)


def receipt(key):
    return lambda work: work.receipts.keep_answer(key, "kept", NOW)


async def kept(database, *keys, workspace_id="T1"):
    def job(work):
        return [key for key in keys if work.receipts.get(key)]

    return await database.read(workspace_id, job)


def commit_together(database, *jobs):
    """Run the jobs as one group in this thread; each one's error, None where it was kept."""
    group = [Job("T1", lambda c, job=job: job(UnitOfWork(c, "T1"))) for job in jobs]
    database._writers.serve(group)
    return [job.future.exception(timeout=0) for job in group]


def commits(database):
    """A list that grows with each commit."""
    seen = []
    event.listen(database.engine, "commit", lambda _connection: seen.append(1))
    return seen

"""The loop: 1,000 deliveries due at one instant out of 100,000 that wait, in three loops.

Ours is `convenor worker`: it claims, asks Slack who the reader is, looks at the subject again,
sends with metadata and settles, on SQLite and on PostgreSQL. Against it stand one APScheduler date
job per reminder in its SQLAlchemy store on SQLite (a BackgroundScheduler with its ten threads), and
procrastinate 3 on the same PostgreSQL (20 jobs at once a worker, as many as we claim). Both peers
send a text that is ready in the job; neither looks again. All post to the same fake Slack.

Lateness is a message's arrival there less the moment at which it was due. APScheduler's grace is
lifted where lateness is compared, or it would drop what it compares; where each send takes 100 ms
it is stock (one second). A rate is messages over the time from the first arrival to the last. The
kill is a SIGKILL after two fifths have arrived; then one worker starts again, and what has not
arrived when nothing more comes for a while is lost. Rounds pair one run of each.
"""

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from tests.benchmarks import town
from tests.benchmarks.loop_rows import Size, rows_of
from tests.benchmarks.loops import Ours, Procrastinated, Scheduled
from tests.benchmarks.processes import Process
from tests.benchmarks.rows import Rounds, percentile
from tests.benchmarks.slack import Slack

FULL = Size(
    due=1_000,
    waiting=100_000,
    many_waiting=1_000_000,
    rounds=3,
    workers=(2, 4),
    starting=4.0,
    limit=60,
    silence=30,
)
QUICK = Size(
    due=10,
    waiting=20,
    many_waiting=40,
    rounds=1,
    workers=(2,),
    starting=0.3,
    limit=20,
    silence=0.5,
    slow=("sqlite", "apscheduler"),
    killed=("pg", "procrastinate"),
    many=("sqlite",),
)


async def run(folder, postgresql, *, quick=False):
    size, found, folder = QUICK if quick else FULL, Rounds(), Path(folder)
    async with Slack(size.due).running() as slack:
        url = slack.api_url
        loops = {
            "sqlite": Ours(folder, town.sqlite_url(folder, "ours"), url),
            "pg": Ours(folder, postgresql.new_url(), url),
            "apscheduler": Scheduled(folder, town.sqlite_url(folder, "jobs"), url),
            "procrastinate": Procrastinated(folder, postgresql.new_url(empty=True), url),
        }
        for loop in loops.values():
            await loop.prepare(size.due, size.waiting)
            loop.adding *= size.due / 1_000
        for _ in range(size.rounds):
            for name, loop in loops.items():
                await _once(loop, slack, size, found, name)
            await _added_again(loops["apscheduler"], size, found)
        for workers in size.workers:
            for name in ("pg", "procrastinate"):
                await _once(loops[name], slack, size, found, f"{name} x{workers}", workers)
        await _slowly(loops, slack, size, found)
        kept = {name: await _killed(loops[name], slack, size) for name in size.killed}
        await _many_waiting(loops, slack, size, found, postgresql)
    return rows_of(found, kept, size)


async def _added_again(loop, size, found):
    """A start as APScheduler's guide has it: the bot adds each job again, to replace the old one.

    Measured with as many as are due, and counted for as many as wait.
    """
    in_a_month = int(town.clock()) + 30 * 86_400
    await loop.add(in_a_month, size.due)
    took = await loop.add(in_a_month, size.due)
    start = found["apscheduler start"][-1]
    found.add("apscheduler again", start + took * size.waiting / size.due)


async def _slowly(loops, slack, size, found):
    """The same with each send taking 100 ms; APScheduler as it comes."""
    slack.delay = 0.1
    loops = {**loops, "apscheduler": replace(loops["apscheduler"], grace="stock")}
    for name in size.slow:
        await _once(loops[name], slack, size, found, f"{name} slow")
    slack.delay = 0.0


async def _once(loop, slack, size, found, name, workers=1):
    """Add what is due, start the workers, and see when each message arrives."""
    async with _working(loop, slack, size, found, name, workers) as (running, due):
        spent = -sum(worker.cpu() for worker in running)
        await _arrivals(slack, size.due, due + size.limit, silence=size.silence / 3)
        spent += sum(worker.cpu() for worker in running)
        found.add(f"{name} cpu", 1000 * spent / max(len(slack.arrived), 1))
        late = sorted(arrival.at - due for arrival in slack.arrived)
        found.add(f"{name} arrived", len({a.channel for a in slack.arrived}))
        if late:
            found.add(f"{name} p99", percentile(late, 99))
            found.add(f"{name} rate", len(late) / max(late[-1] - late[0], 0.001))
        found.add(f"{name} memory", sum(worker.memory("VmHWM") for worker in running))


@asynccontextmanager
async def _working(loop, slack, size, found, name, workers=1, *, end=Process.stop):
    """The running workers and the moment at which all is due.

    Those that are stopped note what they have sent, and what they have not is forgotten: in the
    next run it would arrive as one too many.
    """
    slowest = max([size.starting, *found.ending(" start")])  # a noisy machine needs longer
    due = round(town.clock() + 1.5 * loop.adding + slowest * (1 + workers / 4))
    took = await loop.add(due, size.due)
    loop.adding = took
    found.add(f"{name} add", took)
    slack.forget_arrivals()
    began = time.perf_counter()
    running = await asyncio.gather(*(loop.start() for _ in range(workers)))
    found.add(f"{name} start", time.perf_counter() - began)
    try:
        yield running, due
    finally:
        await asyncio.gather(*(end(worker) for worker in running))
        if end is not Process.kill:
            await loop.forget()


async def _arrivals(slack, wanted, until, *, silence):
    """Until that number came, or the moment has passed, or none for a while after the first."""
    seen, since = 0, town.clock()
    while len(slack.arrived) < wanted and town.clock() < until:
        await asyncio.sleep(0.02)
        if len(slack.arrived) != seen:
            seen, since = len(slack.arrived), town.clock()
        if seen and town.clock() - since > silence:
            return


async def _killed(loop, slack, size):
    """(lost, doubled, what is left) after a SIGKILL in the middle and one start more."""
    slack.delay = 0.02
    killed = _working(loop, slack, size, Rounds(), loop.name, end=Process.kill)
    async with killed as (_, due):
        await _arrivals(slack, size.due * 2 // 5, due + size.limit, silence=size.silence)
    worker = await loop.start()
    try:
        await _arrivals(slack, size.due, town.clock() + 2 * size.limit, silence=size.silence)
        await asyncio.sleep(size.silence / 30)  # one too many would come now
    finally:
        await worker.stop()
    slack.delay = 0.0
    reached = len({arrival.channel for arrival in slack.arrived})
    left = await loop.left()
    await loop.forget()
    return size.due - reached, len(slack.arrived) - reached, left


async def _many_waiting(loops, slack, size, found, postgresql):
    """Ours again with ten times as many waiting, each beside a run with the usual number."""
    folder = loops["sqlite"].folder
    for name in size.many:
        url = town.sqlite_url(folder, "many") if name == "sqlite" else postgresql.new_url()
        many = replace(loops[name], url=url)
        await many.prepare(size.due, size.many_waiting)
        for _ in range(size.rounds):
            await _once(loops[name], slack, size, found, f"{name} usual")
            await _once(many, slack, size, found, f"{name} many")

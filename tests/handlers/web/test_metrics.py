"""Numbers that Prometheus reads, from the database and from this process, and nobody's words."""

import asyncio
from datetime import timedelta

from bot.domain.delivery import State
from bot.ports.ledgers.tallies import Tally
from handlers.web.exposition import page
from handlers.web.metrics import Metrics
from tests.handlers.web.numbers import NOW, metrics, samples


async def test_the_queue_is_told_in_numbers():
    tally = Tally(
        states={State.OWED: 7, State.SENDING: 2, State.UNCERTAIN: 1, State.SENT: 40},
        dropped={"too late": 2, "too late: ratelimited": 1, "cancelled": 4},
        retries=5,
        oldest_due=NOW - timedelta(seconds=90),
        blocked=3,
        stopped=1,
    )
    found = await samples(metrics(tally))
    assert found["convenor_deliveries_owed",] == 7
    assert found["convenor_deliveries_sending",] == 2
    assert found["convenor_deliveries_uncertain",] == 1
    assert found["convenor_deliveries_sent_total",] == 40
    assert found["convenor_deliveries_retried_total",] == 5
    assert found["convenor_deliveries_lag_seconds",] == 90
    assert found["convenor_deliveries_dropped_total", "too late"] == 3
    assert found["convenor_deliveries_dropped_total", "cancelled"] == 4
    assert found["convenor_recipients_blocked",] == 3
    assert found["convenor_workspaces_stopped",] == 1
    assert found["convenor_database_up",] == 1


async def test_nothing_due_is_no_lag():
    assert (await samples(metrics()))["convenor_deliveries_lag_seconds",] == 0


async def test_a_database_that_does_not_answer_leaves_the_rest():
    given = metrics(OSError("postgresql://user:secret@host"))
    given.acks.acked("command", 0.2)
    found = await samples(given)
    assert found["convenor_database_up",] == 0
    assert ("convenor_deliveries_owed",) not in found
    assert found["convenor_ack_seconds_count", "command"] == 1


async def test_a_database_that_hangs_is_not_waited_for():
    async def hang():
        await asyncio.Event().wait()

    given = Metrics(now=lambda: NOW, tally=hang, patience=0.05)
    assert (await samples(given))["convenor_database_up",] == 0


async def test_the_queue_is_counted_once_in_a_while_and_again_at_once_after_a_failure():
    now, taken = [0.0], []

    async def take():
        taken.append(now[0])
        if len(taken) == 2:
            raise OSError
        return Tally()

    given = Metrics(now=lambda: NOW, tally=take, keep=10.0, clock=lambda: now[0])
    await asyncio.gather(*(page(given) for _ in range(5)))
    now[0] = 10.0
    await page(given)
    assert taken == [0.0]
    for now[0] in (11.0, 12.0, 13.0):
        await page(given)
    assert taken == [0.0, 11.0, 12.0]

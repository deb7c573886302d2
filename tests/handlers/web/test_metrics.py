"""Numbers that Prometheus reads, from the database and from this process, and nobody's words."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.delivery import State
from bot.ports.ledgers.tallies import Tally
from handlers.web.acks import Acks
from handlers.web.metrics import Metrics
from handlers.web.snapshot import reasons

NOW = datetime(2027, 2, 1, 12, tzinfo=UTC)


def metrics(tally=None, **more):
    async def take():
        if isinstance(tally, Exception):
            raise tally
        return tally or Tally()

    return Metrics(now=lambda: NOW, tally=take, **more)


async def samples(given):
    """{(name, label values): value} without the process's own."""
    content_type, body = await given.page()
    assert content_type == "text/plain; version=0.0.4; charset=utf-8"
    found = {}
    for family in text_string_to_metric_families(body.decode()):
        assert family.documentation
        for sample in family.samples:
            if sample.name.startswith("convenor_"):
                found[sample.name, *sample.labels.values()] = sample.value
    return found


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


async def test_acknowledgements_fall_into_buckets_by_kind_of_call():
    acks = Acks()
    for kind, seconds in (("command", 0.005), ("command", 0.2), ("command", 9.0), ("press", 2.0)):
        acks.acked(kind, seconds)
    acks.left("event")
    acks.left("event")
    found = await samples(metrics(acks=acks))
    buckets = [
        found["convenor_ack_seconds_bucket", "command", le] for le in ("0.005", "0.1", "0.25")
    ]
    assert buckets == [1, 1, 2]
    assert found["convenor_ack_seconds_bucket", "command", "3.0"] == 2
    assert found["convenor_ack_seconds_bucket", "command", "+Inf"] == 3
    assert found["convenor_ack_seconds_count", "command"] == 3
    assert found["convenor_ack_seconds_sum", "command"] == pytest.approx(9.205)
    assert found["convenor_ack_seconds_bucket", "press", "2.0"] == 1
    assert found["convenor_calls_left_total", "event"] == 2


async def test_ages_are_told_once_there_are_any():
    found = await samples(metrics())
    assert ("convenor_slack_age_seconds",) not in found
    assert ("convenor_socket_age_seconds",) not in found
    found = await samples(
        metrics(
            beat_ages=lambda: {"deliver": 1.5, "plan": 60.0},
            slack_age=lambda: 12.0,
            socket_age=lambda: 3.0,
            sockets_replaced=lambda: {"silent": 2},
        )
    )
    assert found["convenor_beat_age_seconds", "deliver"] == 1.5
    assert found["convenor_beat_age_seconds", "plan"] == 60
    assert found["convenor_slack_age_seconds",] == 12
    assert found["convenor_socket_age_seconds",] == 3
    assert found["convenor_sockets_replaced_total", "silent"] == 2


async def test_the_process_tells_its_own_memory():
    _, body = await metrics().page()
    assert b"process_resident_memory_bytes" in body


async def test_the_queue_is_counted_once_in_a_while_and_again_at_once_after_a_failure():
    now, taken = [0.0], []

    async def take():
        taken.append(now[0])
        if len(taken) == 2:
            raise OSError
        return Tally()

    given = Metrics(now=lambda: NOW, tally=take, keep=10.0, clock=lambda: now[0])
    await asyncio.gather(*(given.page() for _ in range(5)))
    now[0] = 10.0
    await given.page()
    assert taken == [0.0]
    for now[0] in (11.0, 12.0, 13.0):
        await given.page()
    assert taken == [0.0, 11.0, 12.0]


def test_reasons_are_plain_words_few_in_number_and_never_ids():
    found = reasons(
        {
            "too late": 1,
            "too late: channel_not_found": 2,
            "moved to D12": 4,
            "U0AMARA001": 8,
            "Ünïcode": 16,
            "": 32,
            "x" * 60: 64,
        }
    )
    assert found == {"too late": 3, "other": 124}
    notifications = "abcdefghijklmnopqrstuvwxyz"
    many = {a + b: 1 for a in notifications for b in notifications[:2]}
    assert len(reasons(many)) == 41
    assert sum(reasons(many).values()) == len(many)

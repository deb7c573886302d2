"""The numbers of a process as Prometheus reads them."""

import pytest

from handlers.web.exposition import page, reasons
from handlers.web.metrics import Acks
from tests.handlers.web.numbers import metrics, samples


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
            replaced=lambda: {"silent": 2},
        )
    )
    assert found["convenor_beat_age_seconds", "deliver"] == 1.5
    assert found["convenor_beat_age_seconds", "plan"] == 60
    assert found["convenor_slack_age_seconds",] == 12
    assert found["convenor_socket_age_seconds",] == 3
    assert found["convenor_sockets_replaced_total", "silent"] == 2


async def test_the_process_tells_its_own_memory():
    _, body = await page(metrics())
    assert b"process_resident_memory_bytes" in body


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

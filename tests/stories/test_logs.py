"""What people type, and every token, stays out of the logs, also at DEBUG and when things break."""

import io
import json
import logging
import sqlite3
from contextlib import closing, nullcontext

import pytest

from handlers.cli.playground import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from handlers.logs import JsonLines, TextLines
from handlers.sandbox.faults import Fault
from tests.stories.evidence import day, free_day, left_unacknowledged
from tests.stories.town import DIRECT, TECH, share, technology

TYPED = "quetzalcoatlus"
"""A word that is in everything that is typed here and nowhere else."""
OURS = ("bot", "handlers", "storage")


@pytest.fixture
def logged():
    """Everything logged from now on, as both formats write it, with our own loggers at DEBUG."""
    streams = []
    for formatter in (JsonLines(), TextLines()):
        stream = io.StringIO()
        handler = logging.StreamHandler(stream)
        handler.setFormatter(formatter)
        logging.getLogger().addHandler(handler)
        streams.append((handler, stream))
    levels = {name: logging.getLogger(name).level for name in OURS}
    for name in OURS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield lambda: [stream.getvalue() for _, stream in streams]
    for handler, _ in streams:
        logging.getLogger().removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def told(logged):
    """What Convenor logged, a dict a line; nothing typed and no secret is in it."""
    for text in logged():
        for secret in (TYPED, BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, "/link/", "/response/"):
            assert secret not in text, text[max(0, text.find(secret) - 2000) :][:3000]
    lines = [json.loads(line) for line in logged()[0].splitlines()]
    return [line for line in lines if not line["logger"].startswith("handlers.sandbox")]


def everything_is_typed(network):
    liam, denise = network.person("liam"), network.person("denise")
    for words in (
        f"/action add {TYPED} report @liam by {day(network, 1)}",
        f"/dialogue schedule {TYPED} talk on {free_day(network, 5)} 14:00",
        f"/action done {TYPED}",
        f"/action list {TYPED}",
        f"/practice search {TYPED}",
        f"/wg {TYPED}",
    ):
        liam.types(TECH, words)
    denise.says(DIRECT, f"Tell me of {TYPED}")
    share(denise, title=f"{TYPED} lessons", summary=TYPED, what_was_done=TYPED, topics=[TYPED])


def test_a_day_of_work_leaves_no_words_in_the_logs(tmp_path, logged):
    with technology(tmp_path) as network:
        everything_is_typed(network)
        network.advance(days=1)
        network.restart()
    events = {line["event"] for line in told(logged)}
    assert events >= {"ready", "answered", "delivery_settled", "stopping", "stopped"}
    assert not [event for event in events if " " in event], "one event name a line"


def test_nor_do_slacks_refusals_and_silences(tmp_path, logged):
    with technology(tmp_path) as network:
        faults = network.ground.sandbox.faults
        for method, kind, times in (
            ("chat.postMessage", "error:invalid_blocks", 2),
            ("users.info", "500", 6),  # three may be asked about at once, each of them twice
            ("chat.postEphemeral", "error:fatal_error", 2),
            ("views.update", "lost", 2),
        ):
            faults.add(Fault(method, kind, times=times))
        everything_is_typed(network)
    events = {line["event"] for line in told(logged)}
    assert {"our_bug_content", "directory_refused"} <= events


@pytest.mark.parametrize("table", ["actions", "dialogues", "receipts"])
def test_nor_do_our_own_failures_with_the_way_to_them(tmp_path, logged, table):
    with technology(tmp_path) as network:
        with closing(sqlite3.connect(tmp_path / "convenor.sqlite3")) as connection:
            connection.execute(f"ALTER TABLE {table} RENAME TO hidden")
        liam = network.person("liam")
        liam.types(TECH, f"/action add {TYPED} report")
        liam.types(TECH, f"/dialogue schedule {TYPED} talk on {day(network, 5)} 14:00")
        with left_unacknowledged(network) if table == "receipts" else nullcontext():
            liam.says(DIRECT, f"Tell me of {TYPED}")
    lines = told(logged)
    broken = [line for line in lines if line["event"] in ("not_saved", "listener_failed")]
    assert broken
    assert "sqlalchemy.exc.OperationalError" in broken[0]["exception"]
    assert "sqlite3.OperationalError SQLITE_ERROR" in broken[0]["exception"]
    assert "dispatcher.py" in broken[0]["exception"], "the way to the failure is told"

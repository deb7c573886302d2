"""PostgreSQL is stopped and started again under running workers: nothing lost, none restarted."""

import time

import pytest

from tests.chaos.company import Company, Work, says
from tests.databases import PostgreSQL
from tests.waiting import wait_until

WORK = Work(number=80, rate=20)
AWAY = 3.0
"""Seconds; longer than any lease, and than the first pauses before a worker looks again."""


@pytest.fixture
def own_postgresql():
    """A server of this test's own, since everyone else on it would be disconnected."""
    server = PostgreSQL()
    yield server
    server.stop()


@pytest.mark.long
@pytest.mark.timeout(180)
def test_workers_go_on_by_themselves(own_postgresql, tmp_path):
    server = own_postgresql._server
    with Company(tmp_path, own_postgresql.new_url(), WORK) as company:
        company.slack.misbehave(method="chat.postMessage", fault="late", seconds=0.5, share=0.3)
        workers = [company.start("worker", name) for name in ("first", "second")]
        wait_until(lambda: all(says(worker, "ready") for worker in workers))
        company.seed()
        wait_until(lambda: company.times().total() >= WORK.number / 4)
        address = server.get_uri()
        server.stop()
        sent_before = company.times().total()
        assert sent_before < WORK.number
        time.sleep(AWAY)
        assert company.times().total() <= sent_before + 2 * 20, "what was under way, at the most"
        server.ensure_postgres_running()
        assert server.get_uri() == address
        company.wait_until_settled()
        company.check_each_once()
        for worker in workers:
            assert worker.running
            assert says(worker, "ready") == 1
            assert says(worker, "not_listening"), "it noticed"

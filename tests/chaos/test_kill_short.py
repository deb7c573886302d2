"""Killed twenty times while it sends five hundred: each is in Slack exactly once."""

import os

import pytest

from tests.chaos.killing import SETTINGS, Plan, run

SEED = int(os.environ.get("CHAOS_SEED", "1"))
QUICK = {
    "CONVENOR_LEASE": "8",
    "CONVENOR_SLACK_TIMEOUT": "1.5",
    "CONVENOR_CERTAIN_AFTER": "3",
    "CONVENOR_LONGEST_PAUSE": "2",
}


@pytest.mark.long
@pytest.mark.timeout(900)
def test_each_is_there_exactly_once(database_kind, database_url, tmp_path):
    workers = 1 if database_kind == "sqlite" else 4
    plan = Plan(
        database_url=database_url,
        number=500,
        kills=20,
        rate=40,
        seed=SEED,
        workers=workers,
        at_start=0.25,
        at_most=8.0,
        settings=SETTINGS | QUICK,
    )
    outcome = run(plan, tmp_path)
    print(outcome, plan.settings)
    assert outcome.as_promised, outcome
    assert outcome.states == {"sent": outcome.owed}
    assert outcome.before_last_kill >= plan.kills, "the kills did not meet the work"

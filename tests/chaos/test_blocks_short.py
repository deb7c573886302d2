"""Half of the recipients are refused for a while: all arrives once, and the secretariat hears."""

import os

import pytest

from tests.chaos.blocks import Plan, run

SEED = int(os.environ.get("CHAOS_SEED", "1"))


@pytest.mark.long
@pytest.mark.timeout(300)
def test_each_arrives_exactly_once_when_slack_gives_way(database_kind, database_url, tmp_path):
    workers = 1 if database_kind == "sqlite" else 2
    plan = Plan(
        database_url=database_url,
        number=120,
        seed=SEED,
        rate=100,
        workers=workers,
        channels=4,
        people=16,
        closed=2.0,
    )
    outcome = run(plan, tmp_path)
    print(outcome)
    assert outcome.as_promised, outcome
    assert outcome.left_blocked == 0
    assert outcome.refusals > outcome.blocked, "some were probed in vain"

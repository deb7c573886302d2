"""Real workers behind a proxy that answers one call in ten oddly: each is there exactly once."""

import os

import pytest

from tests.chaos.killing import SETTINGS, Plan, run
from tests.chaos.test_kill_short import QUICK

SEED = int(os.environ.get("CHAOS_SEED", "1"))


@pytest.mark.long
@pytest.mark.timeout(600)
def test_each_is_there_exactly_once(sqlite_template, tmp_path):
    file = tmp_path / "convenor.sqlite3"
    file.write_bytes(sqlite_template.read_bytes())
    plan = Plan(
        database_url=f"sqlite:///{file}",
        number=200,
        kills=3,
        rate=40,
        seed=SEED,
        at_start=0,
        at_most=5.0,
        odd=0.1,
        settings=SETTINGS | QUICK,
    )
    outcome = run(plan, tmp_path)
    print(outcome, plan.settings)
    assert outcome.as_promised, outcome
    assert outcome.states == {"sent": outcome.owed}
    assert outcome.odd["posts, done"], outcome
    assert outcome.odd["posts, not done"], outcome

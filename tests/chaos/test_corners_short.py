"""A clock that jumps, a copy that is put back and a full disk, briefly: each is in Slack once."""

import os

import pytest

from storage.database.engine import make_engine
from storage.database.schema import upgrade_schema
from tests.chaos.corners import Corner, clock_jumps, copies_restored, disk_full

SEED = int(os.environ.get("CHAOS_SEED", "1"))


@pytest.fixture
def url(tmp_path):
    url = f"sqlite:///{tmp_path}/convenor.sqlite3"
    engine = make_engine(url)
    upgrade_schema(engine)
    engine.dispose()
    return url


@pytest.mark.long
@pytest.mark.timeout(400)
@pytest.mark.parametrize("run", [clock_jumps, copies_restored, disk_full])
def test_all_that_was_owed_is_in_slack_once(tmp_path, url, run):
    outcome = run(Corner(number=120, times=2, seed=SEED, rate=6), tmp_path, url)
    print(outcome)
    assert outcome.as_promised, outcome
    assert outcome.met >= 1, "the harm did not meet the work"
    assert bool(outcome.notices) == (run is copies_restored)

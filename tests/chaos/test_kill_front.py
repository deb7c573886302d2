"""`convenor web` killed ten times under load: what was acknowledged is there, and there once."""

import os

import pytest

from tests.chaos.front import Plan, run
from tests.stories.network import machine_clock
from tests.stories.town import technology

SEED = int(os.environ.get("CHAOS_SEED", "1"))
KILLS = {"sqlite": 10, "postgresql": 3}


@pytest.mark.timeout(600)
def test_what_was_acknowledged_is_kept_once(database_kind, database_url, tmp_path):
    plan = Plan(database_url=database_url, kills=KILLS[database_kind], seed=SEED)
    with technology(tmp_path, database_url=database_url, real_now=machine_clock) as network:
        network.run(network.ground.stop_convenor())
        outcome = run(plan, network, tmp_path)
    print(outcome)
    assert outcome.wrong == []
    assert outcome.kills == plan.kills
    assert outcome.acked == outcome.asked > 2 * plan.kills
    assert outcome.repeated >= 1, "no request was ever under way at a kill"

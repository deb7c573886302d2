"""The running application's public door: `settle` returns once nothing is left to do."""

from datetime import timedelta

import pytest

from tests.stories.evidence import free_day, rows
from tests.stories.town import TECH, technology


@pytest.fixture
def network(tmp_path):
    with technology(tmp_path) as running:
        yield running


def settle(network, **how):
    network.run(network.ground.convenor.settle(**how))


def schedule(network):
    """Type it without waiting for what follows."""
    liam = network.person("liam")
    typed = {"command": "/dialogue", "text": f"schedule Fines on {free_day(network, 40)} 14:00"}
    network.post("/door/command", **{"as": liam.id}, channel=liam.channel(TECH), **typed)


def test_settle_answers_what_was_called_and_sends_what_it_owes(network):
    schedule(network)
    settle(network, plan=False)
    due = network.run(network.ground.convenor.next_due())
    assert due is None or due > network.now
    assert network.person("amara").finds(TECH, "Fines", "D1")


def test_settle_plans_first_unless_told_not_to(network):
    """The morning messages of the dialogue's day are owed three days ahead, by a plan."""
    schedule(network)
    settle(network)
    network.ground.sandbox.clock.leap_to((network.now + timedelta(days=38)).timestamp())
    settle(network, plan=False)
    before = mornings(network)
    settle(network)
    assert mornings(network) > before


def mornings(network):
    """How many are owed or were sent."""
    return len([row for row in rows(network)["deliveries"] if "'morning'" in row])

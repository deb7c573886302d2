"""A quarter of two groups, day by day: every message that arrives is one that was worked out."""

import pytest

from tests.simulation.script import QUARTER
from tests.simulation.simulation import Simulation
from tests.stories.network import Network

pytestmark = pytest.mark.long

SEED = 4


@pytest.mark.timeout(600)  # ninety-one days pass
def test_what_arrives_in_a_quarter_is_what_was_worked_out(tmp_path):
    with Network(tmp_path) as network:
        simulation = Simulation(network, SEED, QUARTER)
        simulation.live()
        missing, surplus = simulation.differences()
        assert not missing, missing[:5]
        assert not surplus, surplus[:5]
        assert simulation.strangers() == []
        kinds = {post.lines[0].split(":")[0].split(" on ")[0] for post in simulation.expected()}
        assert {"Moved", "Cancelled", "Now", "In 1 week", "Clocks change"} <= kinds
        assert {"daily", "daily later", "move all", "agenda", "confirmed"} <= set(+simulation.deeds)
        assert len(simulation.book.meetings) >= QUARTER.least

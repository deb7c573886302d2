"""A group with a weekly spotlight."""

from datetime import time

import pytest

from bot.use_cases.practices.spotlight import ScheduleSpotlight, schedule_spotlight
from tests.bot.use_cases.practices.network import AMARA


@pytest.fixture
def weekly(network):
    """Technology's spotlight comes on Wednesdays at ten, in London."""
    wish = ScheduleSpotlight(group_id=network.tech.id, weekday=2, at=time(10))
    assert schedule_spotlight(wish, network.by(AMARA)).changed
    return network

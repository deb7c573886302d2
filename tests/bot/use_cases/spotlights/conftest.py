"""The small network, with a published card of NCMEC's in Technology."""

from datetime import time

import pytest

from bot.domain.practice import PracticeStatus
from bot.use_cases.spotlights.schedule import ScheduleSpotlight, schedule_spotlight
from tests.bot.use_cases.practices.network import AMARA, NOW, practice, settle_in


@pytest.fixture
def network(work):
    return settle_in(work)


@pytest.fixture
def put(network):
    """Add a published card, P1 unless told otherwise; its author is Nora."""

    def put(number=1, **changes):
        published = {
            "status": PracticeStatus.PUBLISHED,
            "reviewed_by": AMARA,
            "settled_at": NOW,
            "organisation_id": network.organisations["NCMEC"].id,
        }
        fields = published | {"group_id": network.tech.id} | changes
        card = practice(number, **fields)
        network.work.practices.add(card)
        return card

    return put


@pytest.fixture
def weekly(network):
    """Technology's spotlight comes on Wednesdays at ten, in London."""
    wish = ScheduleSpotlight(group_id=network.tech.id, weekday=2, at=time(10))
    assert schedule_spotlight(wish, network.by(AMARA)).changed
    return network

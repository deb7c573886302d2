"""The small network of practices, and its published cards; a folder with a town has its own."""

import pytest

from bot.domain.practice import PracticeStatus
from tests.bot.use_cases.practices.network import AMARA, NOW, practice, settle_in


@pytest.fixture
def network(work):
    return settle_in(work)


@pytest.fixture
def put(network):
    """Add a published card of NCMEC's in Technology, P1 unless told otherwise, by Nora."""

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

"""An export holds every action that its reader may see, and no other."""

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.use_cases.records.rows import export_actions
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, NORA, NOW, PAT, TODAY, settle_in


@pytest.fixture
def network(work):
    return settle_in(work)


def exported(network, user_id):
    return {row["reference"]: row for row in export_actions(network.by(user_id, NOW))}


def test_each_reader_gets_what_they_may_see(network):
    network.put(1, due_on=TODAY - DAY)
    network.put(2, audience=Audience.MEMBERS)
    network.put(3, group_id=network.teach.id)
    settled = {"settled_at": NOW, "settled_by": AMARA, "note": "Sent"}
    network.put(4, audience=Audience.NETWORK, status=ActionStatus.DONE, **settled)
    assert exported(network, AMARA).keys() == {"A1", "A2", "A4"}
    assert exported(network, LIAM).keys() == {"A1", "A2", "A3", "A4"}
    assert exported(network, NORA).keys() == {"A1", "A4"}
    assert exported(network, PAT).keys() <= {"A1", "A4"}
    rows = exported(network, LIAM)
    assert (rows["A1"]["status"], rows["A1"]["owner"]) == ("overdue", "liam")
    assert (rows["A4"]["status"], rows["A4"]["note"], rows["A4"]["settled_by"]) == (
        "done",
        "Sent",
        "amara",
    )

"""What a chair finds of organisations that have nobody in the group any more."""

from bot.domain.morning import Topic
from bot.domain.notifications import Gone
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, NOW, OLIVE, TODAY
from tests.bot.use_cases.mornings.writing import plan, send

LEFT = {"owner_user_id": None, "due_on": TODAY - DAY, "created_at": NOW - 30 * DAY}


def told(network, day):
    morning = send(network, AMARA, today=day)
    if isinstance(morning, Gone):
        return []
    return [(i.subject.number, i.said) for i in morning.items if i.topic is Topic.UNCOVERED]


def test_it_is_told_when_it_passes_on_and_then_weekly(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_organisation_id=ofcom, changed_at=NOW, **LEFT)
    network.read_channels(LIAM, OLIVE)
    plan(network)
    assert AMARA in network.owed_to()
    tuesday = TODAY + DAY
    days = [tuesday, tuesday + DAY, tuesday + 7 * DAY, tuesday + 8 * DAY]
    named = (1, "Ofcom, with nobody here")
    assert [told(network, day) for day in days] == [[named], [], [named], []]


def test_who_is_there_hears_and_the_chair_does_not(network):
    ofcom = network.organisations["Ofcom"].id
    network.put(1, owner_organisation_id=ofcom, changed_at=NOW, **LEFT)
    network.read_channels(LIAM)
    assert told(network, TODAY + DAY) == []

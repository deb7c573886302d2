"""What is owed, as the sandbox's page lists it: everything to come, to anyone, in words."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.stories.network import Network
from tests.stories.town import TECH, set_up


@pytest.fixture
def technology(tmp_path):
    with Network(tmp_path, after=in_a_week_without_holidays) as network:
        yield network


def in_a_week_without_holidays(network):
    """From a Tuesday of January on."""
    day = datetime(network.now.year + 1, 1, 8, 10, tzinfo=UTC)
    network.leap_to(day + timedelta(days=(1 - day.weekday()) % 7))
    set_up(network)


def owed(network, **query):
    return network.get("/door/owed", **query)["owed"]


def of_channel(network, **query):
    channel = network.person("amara").channel(TECH)
    rows = [one for one in owed(network, **query) if one["to"] == channel]
    return {f"{one['what']} {one['about']}": (one["state"], one["why"]) for one in rows}


def test_everything_to_come_is_told_with_its_reason_and_what_became_of_it(technology):
    amara = technology.person("amara")
    day = technology.now + timedelta(days=3)
    wish = f"Age assurance on {day:%d %b %Y} 14:00 in Europe/London"
    amara.schedules(TECH, wish)
    technology.settle_all()
    began = technology.now.timestamp()
    told = of_channel(technology)
    assert told["1 day before D1 Age assurance"] == (
        "waiting",
        "The group is reminded 1 day before a dialogue.",
    )
    assert told["Opening message of D1 Age assurance"][0] == "waiting"
    rows = owed(technology)
    assert [one["at"] for one in rows] == sorted(one["at"] for one in rows)
    mornings = [one for one in rows if one["kind"] == "morning message"]
    assert {one["to"] for one in mornings} >= {amara.id, technology.person("denise").id}
    assert all(one["why"].startswith("Comes on working days") for one in mornings)

    amara.types(TECH, "/dialogue cancel D1 because the speaker is ill")
    technology.settle()
    told = of_channel(technology, since=began)
    state, why = told["1 day before D1 Age assurance"]
    assert state == "dropped"
    assert why == "Not sent: D1 was cancelled."

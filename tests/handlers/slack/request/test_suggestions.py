"""What a menu offers to each person, through the desk as Slack asks for it."""

import pytest

from handlers.slack import routes
from handlers.slack.request.payloads import check_payload
from handlers.slack.request.request import read_suggestion
from tests.bot.use_cases.dialogues.town import LIAM
from tests.databases import WORKSPACE
from tests.handlers.slack.features.dialogues.door import Door


@pytest.fixture
def door(database_sqlite):
    return Door(database_sqlite)


def offered(door, user_id, block_id, typed=""):
    """The groups of a menu, by heading, as values; in one group without a heading for words."""
    body = {
        "type": "block_suggestion",
        "team": {"id": WORKSPACE},
        "user": {"id": user_id},
        "action_id": "value",
        "block_id": block_id,
        "value": typed,
        "view": {"id": "V1", "type": "modal", "callback_id": "c", "private_metadata": ""},
    }
    call = read_suggestion(check_payload(body))
    ack = door._answer(call, routes.find_route(call)).wire.ack
    groups = ack.get("option_groups") or [{"label": {"text": ""}, "options": ack["options"]}]
    return {g["label"]["text"]: [option["value"] for option in g["options"]] for g in groups}


def test_ones_own_and_the_networks_come_first(door):
    zones = offered(door, LIAM, "zone")
    assert list(zones)[:3] == ["Yours", "In the network", "All"]
    assert zones["Yours"] == ["Europe/London"]
    assert {"Australia/Sydney", "Asia/Seoul"} <= set(zones["In the network"])
    assert offered(door, LIAM, "country")["Yours"] == ["GB"]
    assert offered(door, LIAM, "language")["Yours"] == ["en"]


def test_who_is_of_no_group_learns_nothing_of_the_network(door):
    zones = offered(door, "U0STRANGER", "zone")
    assert "In the network" not in zones
    assert "In the network" not in offered(door, "U0STRANGER", "country")


def test_words_are_looked_for_on_our_side(door):
    assert offered(door, LIAM, "zone", "seo") == {"": ["Asia/Seoul"]}
    assert offered(door, LIAM, "country", "cote") == {"": ["CI"]}
    assert offered(door, LIAM, "countries", "europ") == {"": ["EU"]}
    assert offered(door, LIAM, "language", "zzzz") == {"": []}

"""What nobody listens to is still answered, logged, and never left without acknowledgement."""

import pytest

from handlers.sandbox.delivery.outbox import Parcel, Undelivered
from handlers.slack.kit.catalogue import COMMANDS
from tests.stories.evidence import interact, left_unacknowledged, pressed, rows, type_anywhere
from tests.stories.town import DIRECT, TECH, settled

UNKNOWN = "I don't know this button or form any more. Nothing changed."


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with settled(tmp_path_factory.mktemp("unknown")) as running:
        yield running


def unknown_calls(caplog):
    return [(r.kind, r.call) for r in caplog.records if r.getMessage() == "unknown_call"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
@pytest.mark.parametrize("channel", [TECH, DIRECT])
def test_an_unknown_word_after_any_command_is_answered_anywhere(network, command, channel):
    before = rows(network)
    answer = network.person("liam").types(channel, f"{command.name} qwertyuiop <b>")
    assert answer.words.startswith(f"I don't know “qwertyuiop” after {command.name}.")
    assert answer.words.endswith(f"{command.name} qwertyuiop <b>")
    assert rows(network) == before


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_verb_has_help_in_its_own_words(network, command):
    liam = network.person("liam")
    whole = liam.types(TECH, f"{command.name} help")
    for verb in command.verbs:
        assert f"{command.name} {verb.usage}: {verb.does}" in whole.words
        one = liam.types(TECH, f"{command.name} {verb.name} help")
        assert verb.does in one.words


def test_a_command_of_another_days_manifest_is_answered_with_what_there_is(network):
    liam, before = network.person("liam"), rows(network)
    answer = type_anywhere(network, "liam", liam.channel(TECH), "/meeting tomorrow")
    assert answer.startswith("I don't know the command /meeting. This is what I can do:")
    assert "/meeting tomorrow" in answer
    assert rows(network) == before


@pytest.mark.parametrize("action_id", ["meeting.book", "", "dialogue", "dialogue.rsvp2:going"])
def test_a_button_that_nobody_listens_to_is_answered_and_logged(network, caplog, action_id):
    before = rows(network)
    assert pressed(network, "liam", action_id, "1").words == UNKNOWN
    assert unknown_calls(caplog) == [("press", action_id.partition(":")[0])]
    assert rows(network) == before


def test_a_button_in_a_form_that_nobody_listens_to_is_answered_there(network, caplog):
    liam = network.person("liam")
    liam.types(TECH, "/dialogue schedule")
    view = liam.modal().view
    shown = {**view, "state": {"values": {}}, "app_installed_team_id": None}
    interact(
        network,
        "liam",
        "block_actions",
        view=shown,
        container={"type": "view", "view_id": view["id"]},
        actions=[{"type": "button", "block_id": "b", "action_id": "gone", "value": "1"}],
    )
    network.settle()
    assert liam.modal().words == UNKNOWN
    assert unknown_calls(caplog) == [("press", "gone")]
    liam.closes()


def test_a_form_that_nobody_listens_to_is_answered_and_logged(network, caplog):
    before = rows(network)
    view = {"type": "modal", "id": "V1", "hash": "h", "callback_id": "meeting.book", "blocks": []}
    answer = interact(network, "liam", "view_submission", view={**view, "state": {"values": {}}})
    assert answer["response_action"] == "update"
    assert UNKNOWN in str(answer["view"])
    assert unknown_calls(caplog) == [("submission", "meeting.book")]
    assert rows(network) == before


def test_a_form_that_is_closed_is_acknowledged(network):
    view = {"type": "modal", "id": "V2", "callback_id": "meeting.book"}
    assert interact(network, "liam", "view_closed", view=view, is_cleared=False) is None


@pytest.mark.parametrize("kind", ["shortcut", "message_action"])
def test_a_shortcut_that_nobody_listens_to_is_answered_and_logged(network, caplog, kind):
    liam, before = network.person("liam"), rows(network)
    channel_id = liam.channel(TECH)
    core = network.ground.sandbox.core
    url = f"{core.url}/response/{core.response_urls.new(liam.id, channel_id)}"
    message = {
        "channel": {"id": channel_id},
        "message": {"ts": "1.000001", "text": "We shall"},
        "message_ts": "1.000001",
        "response_url": url,
    }
    placed = message if kind == "message_action" else {}
    interact(network, "liam", kind, callback_id="log_it", action_ts="1.0", **placed)
    network.settle()
    assert unknown_calls(caplog) == [("shortcut", "log_it")]
    if placed:
        assert liam.reads(TECH)[-1].words == UNKNOWN
    assert rows(network) == before


def test_suggestions_that_nobody_makes_are_an_empty_list(network, caplog):
    payload = {"action_id": "who", "block_id": "b", "value": "am", "container": {"type": "view"}}
    answer = interact(network, "liam", "block_suggestion", **payload)
    assert answer == {"options": []}
    assert unknown_calls(caplog) == [("options", "b")]


@pytest.mark.parametrize(
    ("action_id", "value"),
    [("dialogue.page:next", ""), ("ask.choose:0", "no json")],
)
def test_a_value_that_no_button_of_ours_has_is_refused_in_words(network, action_id, value):
    before = rows(network)
    answer = pressed(network, "liam", action_id, value)
    assert answer.words == (
        "I can't read this button or form any more. Nothing was changed. "
        "Please type the command again."
    )
    assert rows(network) == before


def test_an_event_that_nobody_listens_to_is_acknowledged(network):
    before = rows(network)
    network.run(_tell(network, "team_rename", {"name": "Another name"}))
    assert rows(network) == before


def test_an_event_that_arrives_while_convenor_stops_is_left_for_slack_to_send_again(network):
    """It also shows that the sandbox reports what is not acknowledged, as the tests above need."""
    front = network.ground.convenor.door
    front.stopping = True
    try:
        with left_unacknowledged(network), pytest.raises(Undelivered):
            network.run(_tell(network, "team_rename", {"name": "Another name"}))
    finally:
        front.stopping = False


async def _tell(network, kind, event):
    core = network.ground.sandbox.core
    await core.ask(Parcel("events_api", core.events.around({**event, "type": kind})))

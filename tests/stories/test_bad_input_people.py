"""People who cannot be meant, and references that are not there for the person who asks."""

import pytest

from tests.stories.evidence import button, interact, pressed, rows
from tests.stories.town import TECH, settled


@pytest.fixture(scope="module")
def network(tmp_path_factory):
    with settled(tmp_path_factory.mktemp("people")) as running:
        yield running


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("kwabena", "@Kwabena Asante-Poku is not in the channel of Technology. Invite them"),
        ("greta", "@Greta Lindqvist has left this workspace. Please choose someone else"),
    ],
)
@pytest.mark.parametrize(
    "typed",
    ["/action add Read the report @{}", "/action assign A1 @{}", "/wg role @{} chair"],
)
def test_someone_who_is_not_there_is_named_with_what_is_possible(network, name, words, typed):
    before = rows(network)
    answer = network.person("amara").types(TECH, typed.format(name))
    assert words in answer.words
    assert network.spelled(typed.format(name)) in answer.words
    assert rows(network) == before


@pytest.mark.parametrize(
    "typed",
    ["/action add Read the report <@{}>", "/action assign A1 <@{}>", "/wg role <@{}> chair"],
)
def test_an_app_is_named_as_one(network, typed):
    bot = network.get("/door/workspace")["app"]["bot_user_id"]
    before = rows(network)
    answer = network.person("amara").types(TECH, typed.format(bot))
    assert "@Convenor is an app. Please choose a person of Technology." in answer.words
    assert rows(network) == before


@pytest.mark.parametrize("name", ["kwabena", "greta"])
def test_in_a_form_it_is_told_beside_the_field(network, name):
    amara, before = network.person("amara"), rows(network)
    amara.types(TECH, "/action edit A1")
    errors = amara.modal().fill(owner_user_id=network.people[name]).submit()
    assert set(errors) == {"owner_user_id"}
    assert network.spelled(f"@{name} ") in errors["owner_user_id"]
    amara.closes()
    assert rows(network) == before


def test_an_observer_cannot_be_given_what_only_members_see(network):
    before = rows(network)
    answer = network.person("amara").types(TECH, "/action assign A3 @denise")
    assert "@Denise Castellano could not see an action for members only." in answer.words
    assert rows(network) == before


UNSEEN = [
    "/dialogue show {D}",
    "/dialogue move {D} to tomorrow 14:00",
    "/dialogue cancel {D}",
    "/action show {A}",
    "/action done {A}",
    "/action drop {A} because it is late",
    "/action assign {A} @denise",
    "/action due {A} tomorrow",
    "/practice show {P}",
]


@pytest.mark.parametrize("typed", UNSEEN)
def test_what_is_not_there_and_what_may_not_be_seen_get_the_same_words(network, typed):
    outside, before = network.person("marcus"), rows(network)
    for there, D, A, P in ((True, "D2", "A3", "P1"), (False, "D99", "A99", "P99")):  # noqa: N806
        answer = outside.types(TECH, typed.format(D=D, A=A, P=P))
        reference = {"/d": D, "/a": A, "/p": P}[typed[:2]]
        first = answer.words.split("\n")[0]
        assert first == f"I can't find {reference} in a group you belong to.", there
    assert rows(network) == before


@pytest.mark.parametrize("typed", ["/dialogue edit {}", "/action edit {}"])
def test_a_form_for_what_may_not_be_seen_holds_the_same_words(network, typed):
    marcus, letter = network.person("marcus"), typed[1].upper()
    number = {"D": 2, "A": 3}[letter]
    for reference in (f"{letter}{number}", f"{letter}99"):
        marcus.types(TECH, typed.format(reference))
        first = marcus.modal().words.split("\n")[0]
        assert first == f"I can't find {reference} in a group you belong to."
        marcus.closes()


def test_a_reference_may_be_typed_in_any_letter_case_and_with_a_space(network):
    liam = network.person("liam")
    for typed in ("/dialogue show d1", "/dialogue d1", "/dialogue show D 1"):
        assert "Age assurance" in liam.types(TECH, typed).words
    assert liam.types(TECH, "/action show one").words.startswith("“one” is not a reference")


@pytest.mark.parametrize(
    ("action_id", "value", "reference"),
    [
        ("dialogue.rsvp:going", "D2|going", "D2"),
        ("dialogue.show", "D2", "D2"),
        ("action.done", "A3|show", "A3"),
        ("action.reopen", "A3|show", "A3"),
        ("action.snooze", "A3|morning", "A3"),
        ("practice.show", "1", "P1"),
        ("practice.publish", "1 1", "P1"),
        ("dialogue.show", "D99", "D99"),
        ("action.done", "A99|show", "A99"),
        ("practice.publish", "99 1", "P99"),
    ],
)
def test_a_crafted_press_gets_the_words_of_what_is_not_there(network, action_id, value, reference):
    before = rows(network)
    answer = pressed(network, "marcus", action_id, value)
    assert answer.words == f"I can't find {reference} in a group you belong to."
    assert rows(network) == before


@pytest.mark.parametrize(
    ("action_id", "value", "reference"),
    [
        ("dialogue.move", "D2", "D2"),
        ("dialogue.edit", "D2", "D2"),
        ("dialogue.cancel", "D2", "D2"),
        ("action.edit", "A3|show", "A3"),
        ("action.handover", "A3|show", "A3"),
        ("action.drop", "A3|show", "A3"),
        ("practice.return", "1 1", "P1"),
        ("practice.decline", "1 1", "P1"),
        ("practice.edit", "1 1", "P1"),
    ],
)
def test_a_crafted_press_that_would_open_a_form_opens_only_those_words(
    network, action_id, value, reference
):
    before = rows(network)
    pressed(network, "marcus", action_id, value)
    marcus = network.person("marcus")
    assert marcus.modal().words == f"I can't find {reference} in a group you belong to."
    marcus.closes()
    assert rows(network) == before


@pytest.mark.parametrize(
    ("callback_id", "metadata"),
    [
        ("dialogue.move", '{"number": 2}'),
        ("dialogue.edit", '{"number": 2}'),
        ("dialogue.cancel", '{"number": 2}'),
        ("action.edit", '{"number": 3}'),
        ("action.handover", '{"number": 3}'),
        ("action.drop", '{"number": 3}'),
        ("practice.return", '{"number": 1, "revision": 1}'),
        ("practice.edit", '{"number": 1}'),
    ],
)
def test_a_crafted_form_changes_nothing_and_gets_words(network, callback_id, metadata):
    before = rows(network)
    answer = interact(
        network,
        "marcus",
        "view_submission",
        view=form(network, callback_id, metadata, FILLED[callback_id]),
    )
    words = str(answer.get("errors") or answer["view"]["blocks"])
    assert "in a group you belong to." in words
    assert rows(network) == before


def test_a_button_seen_by_all_is_pressed_by_someone_who_may_not(network):
    """The card of an action, answered to Liam alone, has buttons that only his rights allow."""
    liam, marcus = network.person("liam"), network.person("marcus")
    card = liam.types(TECH, "/action show A1")
    _, element = button(card, "Done")
    before = rows(network)
    answer = pressed(network, "marcus", element["action_id"], element["value"])
    assert "Only its owner or a chair of Technology can" in answer.words
    assert "@Amara Okonkwo" in answer.words
    assert rows(network) == before
    assert marcus.reads(TECH)


FILLED = {
    "dialogue.move": {
        "date": {"type": "datepicker", "selected_date": "2030-01-02"},
        "time": {"type": "timepicker", "selected_time": "10:00"},
        "zone": {"type": "plain_text_input", "value": "UTC"},
    },
    "dialogue.edit": {
        "title": {"type": "plain_text_input", "value": "Mine now"},
        "minutes": {"type": "plain_text_input", "value": "60m"},
        "audience": {"type": "static_select", "selected_option": {"value": "network"}},
    },
    "dialogue.cancel": {"reason": {"type": "plain_text_input", "value": "No"}},
    "action.edit": {
        "title": {"type": "plain_text_input", "value": "Mine now"},
        "audience": {"type": "static_select", "selected_option": {"value": "network"}},
    },
    "action.handover": {"owner_user_id": {"type": "users_select", "selected_user": "U0MARCUS01"}},
    "action.drop": {"reason": {"type": "plain_text_input", "value": "No"}},
    "practice.return": {"comment": {"type": "plain_text_input", "value": "No"}},
    "practice.edit": {
        "title": {"type": "plain_text_input", "value": "Mine now"},
        "summary": {"type": "plain_text_input", "value": "s"},
        "what_was_done": {"type": "plain_text_input", "value": "w"},
        "publics": {"type": "checkboxes", "selected_options": [{"value": "children"}]},
        "topics": {"type": "multi_external_select", "selected_options": [{"value": "t"}]},
        "countries": {"type": "multi_external_select", "selected_options": [{"value": "IE"}]},
        "language": {"type": "plain_text_input", "value": "en"},
        "evidence": {"type": "static_select", "selected_option": {"value": "idea"}},
        "audience": {"type": "static_select", "selected_option": {"value": "group"}},
        "review_by": {"type": "datepicker", "selected_date": "2030-01-02"},
    },
}


def form(network, callback_id, metadata, filled):
    """A view as Slack sends it when it is submitted."""
    return {
        "type": "modal",
        "id": f"V{callback_id}{len(metadata)}",
        "hash": "1.crafted",
        "callback_id": callback_id,
        "private_metadata": metadata,
        "state": {"values": {block_id: {"value": value} for block_id, value in filled.items()}},
    }

"""From what a person typed or wrote to the command and its words."""

import pytest

from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.request.request import Kind, read_event
from handlers.slack.routes import ROUTES, find_route, route_command, route_event

TYPED = {
    "team_id": "T1",
    "user_id": "U1",
    "channel_id": "C1",
    "trigger_id": "7",
    "response_url": "http://127.0.0.1/r",
}


def command(typed):
    name, _, text = typed.partition(" ")
    call, route = route_command({**TYPED, "command": name, "text": text})
    return call.id, call.raw, route


@pytest.mark.parametrize(
    ("typed", "call_id", "raw"),
    [
        ("/action", "/action", ""),
        ("/action add Draft it", "/action add", "Draft it"),
        ("/action add\u00a0Draft\u3000it", "/action add", "Draft it"),
        ("/action add\nDraft\nit", "/action add", "Draft\nit"),
        ("/action ADD: Draft it", "/action add", "Draft it"),
        ("/action *add* Draft it", "/action add", "Draft it"),
        ("/action \u200badd\u200b Draft it", "/action add", "Draft it"),
        ("/action\u00a0add Draft it", "/action add", "Draft it"),
        ("/action A1", "/action show", "A1"),
        ("/action #A1, please", "/action show", "#A1, please"),
        ("/action • A1 Draft it", "/action show", "A1 Draft it"),
        ("/dialogue Ｄ１２", "/dialogue show", "Ｄ１２"),
    ],
)
def test_a_command_is_split_at_any_blank(typed, call_id, raw):
    assert command(typed) == (call_id, raw, ROUTES[Kind.COMMAND, call_id])


@pytest.mark.parametrize("typed", ["/action A1", "/wg A1", "/action D1", "/action a 5 page list"])
def test_only_its_own_references_are_shown(typed):
    assert (command(typed)[0] == "/action show") == (typed == "/action A1")


@pytest.mark.parametrize(
    "typed",
    [
        f"{one.name} {verb.name}"
        for one in COMMANDS
        for verb in one.verbs
        if verb.stands_alone and verb.ready and verb.name != "help"
    ],
)
def test_a_verb_whose_usage_names_no_words_takes_none(typed):
    assert command(typed)[2] is ROUTES[Kind.COMMAND, typed]
    assert command(f"{typed} for members")[2] not in ROUTES.values()


def event(text, **fields):
    fields = {"type": "app_mention", "channel": "C1", "user": "U1", "text": text} | fields
    return route_event(read_event({"team_id": "T1", "event_id": "E1", "event": fields}))


@pytest.mark.parametrize(
    ("text", "typed", "raw"),
    [
        ("<@UBOT> action add Draft it", "/action add Draft it", "Draft it"),
        ("<@UBOT|convenor>: /action add Draft it", "/action add Draft it", "Draft it"),
        ("<@UBOT>\u00a0Action\nadd Draft <@U2>", "/action add Draft <@U2>", "Draft <@U2>"),
        ("action add Draft it", "/action add Draft it", "Draft it"),
    ],
)
def test_a_command_that_is_written_is_taken_up(text, typed, raw):
    call, route = event(text)
    assert (call.kind, call.id) == (Kind.EVENT, "/action add")
    assert (call.typed, call.raw, route) == (typed, raw, ROUTES[Kind.COMMAND, "/action add"])
    written, _ = event(text, type="message", channel_type="im")
    assert written.id == "/action add"


@pytest.mark.parametrize("text", ["<@UBOT> hello", "<@UBOT>", "<@UBOT> actionable ideas", ""])
def test_other_words_stay_an_event(text):
    call, route = event(text)
    assert (call.id, route) == ("app_mention", find_route(call))


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "message", "channel_type": "channel"},
        {"bot_id": "B1"},
        {"subtype": "message_changed"},
        {"user": None},
    ],
    ids=["channel", "app", "edit", "nobody"],
)
def test_what_is_not_said_to_convenor_is_no_command(fields):
    call, _ = event("action add Draft it", **fields)
    assert call.id in ("app_mention", "message")


def test_people_in_a_mention_are_asked_for():
    assert event("<@UBOT> please ask <@U2>")[0].people == ("UBOT", "U2")

"""From what a person typed or wrote to the command and its words."""

import pytest

from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.request.request import Call, Kind, read_event
from handlers.slack.routes import ROUTES, find_route, merge_routes, route_command, route_event
from tests.handlers.payloads import COMMAND

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
        ("/action #A1, please", "/action show", "#A1"),
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
        if verb.stands_alone and verb.name != "help"
    ],
)
def test_a_verb_whose_usage_names_no_words_takes_none(typed):
    assert command(typed)[2] is ROUTES[Kind.COMMAND, typed]
    assert command(f"{typed} for members")[2] not in ROUTES.values()


@pytest.mark.parametrize("typed", ["/wg help me", "/wg ?", "/digest --help", "/wg help please"])
def test_who_asks_for_help_politely_gets_it_all(typed):
    name = typed.split()[0]
    call_id, _raw, route = command(typed)
    assert call_id == f"{name} help"
    first = fallback_text(route.run(None).blocks).splitlines()[0]
    assert first == next(one.summary for one in COMMANDS if one.name == name)


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
        ("<@UBOT> please add an action: Draft it", "/action add Draft it", "Draft it"),
        ("Could you <@UBOT> action add Draft it", "/action add Draft it", "Draft it"),
        ("<@UBOT> *Actions: add Draft it*", "/action add Draft it", "Draft it"),
        ("<@UBOT> `/action add Draft it`", "/action add Draft it", "Draft it"),
        ("• action add Draft it", "/action add Draft it", "Draft it"),
        ("action add Draft it <@UBOT>", "/action add Draft it <@UBOT>", "Draft it <@UBOT>"),
    ],
)
def test_a_command_that_is_written_is_taken_up(text, typed, raw):
    call, route = event(text)
    assert (call.kind, call.id) == (Kind.EVENT, "/action add")
    assert (call.typed, call.raw, route) == (typed, raw, ROUTES[Kind.COMMAND, "/action add"])
    written, _ = event(text, type="message", channel_type="im")
    assert written.id == "/action add"


@pytest.mark.parametrize(
    "text",
    ["<@UBOT> hello", "<@UBOT>", "<@UBOT> actionable ideas", "", "<@UBOT> add me to the list"],
)
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


@pytest.mark.parametrize(
    ("text", "call_id", "typed"),
    [
        ("<@UBOT> done A1", "/action done", "/action done A1"),
        ("<@UBOT> A1", "/action show", "/action A1"),
        ("<@UBOT> please cancel D12 because of the vote", "/dialogue cancel", None),
        ("<@UBOT> Show R7", "/decision show", "/decision Show R7"),
    ],
)
def test_a_reference_says_the_command(text, call_id, typed):
    call, _ = event(text)
    assert call.id == call_id
    assert call.typed == (typed or "/dialogue cancel D12 because of the vote")


def test_people_in_a_mention_are_asked_for():
    assert event("<@UBOT> please ask <@U2>")[0].people == ("UBOT", "U2")


READY = [(c.name, v.name) for c in COMMANDS for v in c.verbs if v.name != "help"]


def routed(command, text):
    return route_command(COMMAND | {"command": command, "text": text})


@pytest.mark.parametrize(
    ("command", "verb"), READY, ids=["-".join(pair).strip("/") for pair in READY]
)
def test_every_verb_that_is_ready_has_a_route(command, verb):
    call, route = routed(command, verb)
    assert call.id == f"{command} {verb}"
    assert route is ROUTES[Kind.COMMAND, call.id]


@pytest.mark.parametrize(
    ("text", "called", "rest"),
    [
        ("", "/action", ""),
        ("add Draft the summary", "/action add", "Draft the summary"),
        ("  ADD   Draft it ", "/action add", "Draft it"),
        ("A104", "/action show", "A104"),
        ("show A104", "/action show", "A104"),
        ("qwertyuiop now", "/action ?", "qwertyuiop now"),
    ],
    ids=["alone", "verb and rest", "spaces and capitals", "reference", "shown", "unknown"],
)
def test_the_first_word_is_the_verb(text, called, rest):
    call, _ = routed("/action", text)
    assert (call.id, call.raw) == (called, rest)


@pytest.mark.parametrize("text", ["help", "add help", "qwertyuiop"])
def test_help_and_unknown_words_are_answered_and_run_no_verb(text):
    _, route = routed("/action", text)
    assert route not in ROUTES.values()


def test_a_command_of_another_days_manifest_has_a_route():
    call, route = routed("/meeting", "tomorrow")
    assert call.id == "/meeting"
    assert route not in ROUTES.values()


@pytest.mark.parametrize("kind", [Kind.PRESS, Kind.SUBMISSION, Kind.SHORTCUT, Kind.EVENT])
def test_where_nothing_listens_there_is_no_route(kind):
    call = Call(kind=kind, id="meeting.book", workspace_id="T1", user_id="U1", key="k")
    assert find_route(call) is None


def test_two_listeners_for_one_key_are_our_bug():
    key, route = next(iter(ROUTES.items()))
    assert merge_routes({key: route}, {}) == {key: route}
    with pytest.raises(ValueError, match="routed twice"):
        merge_routes({key: route}, {key: route})

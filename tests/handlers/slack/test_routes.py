"""What is typed, pressed or sent finds its route by one look-up."""

import pytest

from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.request.request import Call, Kind
from handlers.slack.routes import ROUTES, find_route, merge_routes, route_command
from tests.handlers.payloads import COMMAND

READY = [(c.name, v.name) for c in COMMANDS for v in c.verbs if v.ready and v.name != "help"]


def routed(command, text):
    return route_command(COMMAND | {"command": command, "text": text})


@pytest.mark.parametrize(("command", "verb"), READY, ids=" ".join)
def test_every_verb_that_is_ready_has_a_route(command, verb):
    call, route = routed(command, f"{verb} and more")
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

"""Help from the catalogue, and what is given back to a person whose words can't be used."""

import pytest

from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.kit.fallback import fallback_text
from handlers.slack.kit.verbs import HELP, Command, Verb
from handlers.slack.request.help import (
    help_listener,
    is_own_reference,
    overview_blocks,
    unknown_word,
)
from handlers.slack.request.request import Call, Kind

LOG = Verb(name="log", usage="log Title", does="logs it", examples=("/thing log Fines",))
THING = Command(name="/thing", summary="Things", bare="your things", verbs=(LOG, HELP))


def call(typed):
    given = {"workspace_id": "T1", "user_id": "U1", "key": "k"}
    return Call(kind=Kind.COMMAND, id="/thing", typed=typed, **given)


class Scene:
    def __init__(self, typed):
        self.call = call(typed)


def words(reply):
    return fallback_text(reply.blocks)


def test_help_shows_what_is_there_with_its_examples():
    shown = words(help_listener(THING, Verb(name="help", usage="help", does=""))(Scene("")))
    assert "/thing: your things" in shown
    assert "/thing log Title: logs it" in shown
    assert "/thing log Fines" in shown
    assert "your things" not in words(help_listener(THING, LOG)(Scene("")))


@pytest.mark.parametrize(("typed", "guess"), [("lag", True), ("sum", False), ("hepl", False)])
def test_a_word_that_is_not_known_is_given_back_with_the_nearest(typed, guess):
    shown = words(unknown_word(THING, call(f"/thing {typed} Fines"), typed))
    assert f"I don't know “{typed}” after /thing." in shown
    assert ("Did you mean “log”?" in shown) is guess
    assert ("your things" in shown) is not guess
    assert shown.endswith(f"/thing {typed} Fines")


def test_a_reference_belongs_to_its_command():
    commands = {command.name: command for command in COMMANDS}
    own = {(name, word) for name in commands for word in ("D1", "#A2", "p3", "R4", "Fines")}
    assert {(n, w) for n, w in own if is_own_reference(commands[n], w)} == {
        ("/dialogue", "D1"),
        ("/action", "#A2"),
        ("/practice", "p3"),
        ("/decision", "R4"),
    }


def test_the_overview_names_every_command():
    shown = fallback_text(overview_blocks())
    assert all(f"{command.name}: {command.summary}." in shown for command in COMMANDS)

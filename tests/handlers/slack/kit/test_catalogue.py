"""Catalogue and router agree: every ready verb goes somewhere, and nothing else does."""

from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.request.request import Kind
from handlers.slack.routes import ROUTES


def test_every_ready_verb_and_every_bare_command_has_a_route():
    wanted = {c.name for c in COMMANDS} | {
        f"{c.name} {v.name}" for c in COMMANDS for v in c.verbs if v.name != "help"
    }
    assert {id_ for kind, id_ in ROUTES if kind is Kind.COMMAND} == wanted


def test_no_word_means_two_verbs():
    for command in COMMANDS:
        words = [w for v in command.verbs for w in (v.name, *v.words_for)]
        assert len(words) == len(set(words)), command.name


def test_every_verb_has_help_and_every_example_is_its_own():
    for command in COMMANDS:
        assert command.verb("help") is not None
        for verb in command.verbs:
            assert verb.usage.split()[0] == verb.name
            assert all(e.startswith(f"{command.name} {verb.name} ") for e in verb.examples)

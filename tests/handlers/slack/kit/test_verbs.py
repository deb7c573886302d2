"""Words that people type for a verb: it is offered, and not done."""

import pytest

from handlers.slack.kit.catalogue import BY_NAME, COMMANDS
from handlers.slack.kit.verbs import NEAR_WORDS


def test_each_belongs_to_a_verb():
    assert NEAR_WORDS.keys() <= {verb.name for command in COMMANDS for verb in command.verbs}


@pytest.mark.parametrize(
    ("command", "word", "offered"),
    [
        ("/digest", "now", ["preview", "post"]),
        ("/digest", "NOW", ["preview", "post"]),
        ("/digest", "cancel", ["hold", "off"]),
        ("/digest", "stop", []),
        ("/action", "open", ["list", "show"]),
        ("/practice", "approve", ["review"]),
        ("/wg", "hepl", []),
        ("/wg", "mebers", ["members"]),
    ],
)
def test_the_verbs_that_a_word_may_mean(command, word, offered):
    """A word that a command takes is not looked for, so it may have near ones."""
    known = BY_NAME[command].verb(word)
    near = [] if known else [verb.name for verb in BY_NAME[command].verbs_near(word)]
    assert near == offered

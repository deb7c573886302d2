"""No word behind a verb is dropped: each verb uses its words, or refuses with them."""

import pytest

from handlers.slack.kit.catalogue import COMMANDS
from tests.cases.cases import Case, all_cases
from tests.cases.door import Door, copied, sample_network
from tests.cases.given import set_up

WORDS = "qwertz and uiop"
GIVEN = "A1 is open, owner @liam; D1 is on Tue 2 Feb 2027 14:00 Europe/London, 60 minutes"
VERBS = [f"{c.name} {v.name}" for c in COMMANDS for v in c.verbs]
"""Those that are not ready yet, too."""
NOW = all_cases()[0].now


@pytest.fixture(scope="module")
def network():
    with sample_network(NOW) as database:
        yield database


@pytest.fixture
def door(network):
    door = Door(copied(network), NOW, "Europe/London")
    yield door
    door.close()


def say(door, about, typed):
    file = "search" if about == "P1 " else ""
    set_up(door, Case("", file, "", {}, NOW, "Europe/London", GIVEN))
    return door.say(typed)


def shown(blocks):
    """All words in blocks, at any depth, as Slack shows them."""
    if isinstance(blocks, list):
        return " ".join(map(shown, blocks))
    if isinstance(blocks, dict):
        return " ".join(shown(value) for key, value in blocks.items() if key not in HIDDEN)
    return blocks if isinstance(blocks, str) else ""


HIDDEN = {"value", "action_id", "block_id", "private_metadata", "callback_id", "type"}
ABOUT = pytest.mark.parametrize("about", ["", "A1 ", "D1 ", "P1 "], ids=["none", "A1", "D1", "P1"])


@ABOUT
@pytest.mark.parametrize("verb", VERBS)
def test_words_are_used_or_given_back(verb, about, door):
    said = shown(say(door, about, f"{verb} {about}{WORDS}").blocks)
    assert all(word in said for word in WORDS.split())


@pytest.mark.parametrize("when", ["by 31 Feb", "by next Friday"])
@ABOUT
@pytest.mark.parametrize("verb", VERBS)
def test_escapes_and_ids_are_never_shown(verb, about, when, door):
    typed = f"{verb} {about}Q&amp;A <@U0LIAM0001> <!subteam^S01|@all> <#C0TECHNOL1> {when} &lt;"
    said = shown(say(door, about, typed).blocks)
    assert "&amp;" not in said
    assert "&lt;" not in said
    for hidden in ("U0LIAM0001", "S01", "C0TECHNOL1"):
        assert hidden not in said

"""How the use of a practice is worded, inside Slack's limits."""

import pytest

from bot.domain.practice import NO_USE, Usage
from bot.use_cases.practices.adopt import UseOf
from handlers.sandbox.validation.messages import checked_blocks
from handlers.slack.features.adoptions.blocks import posted_blocks, usage_words, use_blocks
from tests.network import practice


@pytest.mark.parametrize(
    ("usage", "words"),
    [
        (NO_USE, ""),
        (Usage(1, 1), "Used by 1 organisation in 1 country"),
        (Usage(4, 3), "Used by 4 organisations in 3 countries"),
    ],
    ids=["none", "one", "several"],
)
def test_usage_is_counted_in_words(usage, words):
    assert usage_words(usage) == words


def test_a_reader_gets_their_own_buttons_and_a_channel_the_same_for_all():
    card = practice(1, 1)
    own = use_blocks(card, UseOf(usage=Usage(1, 1), own=True, saved=True), comments="https://x.org")
    assert [e["text"]["text"] for e in own[-1]["elements"]] == ["No longer", "Unsave", "Who"]
    posted = posted_blocks(card, NO_USE)
    assert [e["text"]["text"] for e in posted[0]["elements"]] == ["We use this", "Save"]
    checked_blocks([*own, *posted])

"""Small words and blocks that several features share."""

import pytest

from bot.domain.errors import NextStep
from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.kit.common_blocks import STEPS, redrawn_words, with_step


@pytest.mark.parametrize(
    ("recipients", "where"),
    [
        pytest.param(("C1", "C1"), "2 messages in the group's channel.", id="channel"),
        pytest.param(("U1", "W2", "U1"), "direct messages to 2 people.", id="people"),
        pytest.param(
            ("C1", "U1"),
            "1 message in the group's channel and direct messages to 1 person.",
            id="both",
        ),
    ],
)
def test_who_narrows_a_record_reads_where_it_can_be(recipients, where):
    assert f"D1 can be in what I posted before: {where} I take" in redrawn_words("D1", recipients)


def test_where_nothing_was_posted_nothing_is_said():
    assert redrawn_words("D1", ()) == ""


def test_the_step_ends_the_words_and_names_what_it_is_about():
    assert with_step("A1 is done.", NextStep.REOPEN_ACTION, "A1") == (
        "A1 is done. To change it, type /action reopen A1 first."
    )
    assert with_step("It is so.", None, "A1") == "It is so."


def test_each_command_in_a_step_exists():
    known = {f"{command.name} {verb.name}" for command in COMMANDS for verb in command.verbs}
    named = {
        " ".join(words.partition("/")[2].replace(".", "").split()[:2])
        for words in STEPS.values()
        if "/invite" not in words
    }
    assert {f"/{one}" for one in named} - known <= {"/wg help", "/wg settings,"}

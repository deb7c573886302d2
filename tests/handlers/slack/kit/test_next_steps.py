"""What a refusal or a notice says at its end."""

from bot.domain.errors import NextStep
from handlers.slack.kit.catalogue import COMMANDS
from handlers.slack.kit.common_blocks import STEPS, with_step


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

"""Commands within messages, as people say them."""

import pytest

from handlers.slack.request.events import spoken_command


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("<@UBOT>, please: action add Draft it", "/action add Draft it"),
        ("Hello <@UBOT>, can you add a new action – Draft it", "/action add Draft it"),
        ("“action done A1”", "/action done A1"),
        ("Decisions", "/decision"),
        ("please done A1, A2", "/action done A1, A2"),
        ("<@UBOT> #D12", "/dialogue #D12"),
        ("action add Ask <@U2> to action add", "/action add Ask <@U2> to action add"),
    ],
)
def test_a_command_is_found(said, command):
    assert spoken_command(said) == command


@pytest.mark.parametrize(
    "said",
    ["", "<@UBOT>", "hello", "add me to the list", "give A1 to me", "thanks", "the action is done"],
)
def test_other_words_are_none(said):
    assert spoken_command(said) == ""

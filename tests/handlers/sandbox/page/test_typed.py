"""What a person types: mentions, commands, and the word that a list could complete."""

import pytest

NAMES = """{
  person: (handle) => ({amara: "U1", "min-ji": "U2", "jo.b": "U3"})[handle],
  channel: (name) => ({general: "C1"})[name],
}"""


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("hello @amara", "hello <@U1>"),
        ("@Amara, @min-ji. And @jo.b.", "<@U1>, <@U2>. And <@U3>."),
        ("(@amara)", "(<@U1>)"),
        ("@nobody and a@amara.org", "@nobody and a@amara.org"),
        ("in #general, not #other", "in <#C1>, not #other"),
        ("`@amara` ```@amara``` @amara", "`@amara` ```@amara``` <@U1>"),
        ("https://x.org/@amara#general", "https://x.org/@amara#general"),
        ("a < b & c", "a < b & c"),
    ],
)
def test_names_become_ids(modules, typed, sent):
    assert modules("text/typed.js", f"(m, typed) => m.withMentions(typed, {NAMES})", typed) == sent


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/wg", {"command": "/wg", "text": ""}),
        ("/action add  two  spaces ", {"command": "/action", "text": "add  two  spaces"}),
        ("/practice share\nsecond line", {"command": "/practice", "text": "share\nsecond line"}),
        ("hello /wg", None),
        ("/ no", None),
    ],
)
def test_commands_are_told_from_messages(modules, typed, command):
    assert modules("text/typed.js", "(m, typed) => m.asCommand(typed)", typed) == command


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("/di|", {"kind": "/", "start": 0, "query": "di"}),
        ("/dialogue |", None),
        ("/action add x @li|", {"kind": "@", "start": 14, "query": "li"}),
        ("hello (@mi|n", {"kind": "@", "start": 7, "query": "mi"}),
        ("mail a@b|", None),
        ("see #ge|", {"kind": "#", "start": 4, "query": "ge"}),
        ("nothing|", None),
    ],
)
def test_the_word_under_the_caret(modules, typed, word):
    caret = typed.index("|")
    script = "(m, text, caret) => m.wordAt(text, caret)"
    assert modules("text/typed.js", script, typed.replace("|", ""), caret) == word

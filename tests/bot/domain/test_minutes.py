"""Under Chatham House no name of a person or an organisation is left, however it is written."""

import pytest

from bot.domain.minutes import Redaction

REDACT = Redaction(
    ["Liam O’Grady", "liam", "Zoë Šimková", "김민지", "May Li", "Anne-Marie N'Diaye"],
    ["Ofcom", "Office of Communications", "OSC", "IT"],
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("@Liam O’Grady drafts it", "[name] drafts it"),
        ("LIAM agreed", "[name] agreed"),
        ("liam's draft", "[name]'s draft"),
        ("O’Grady asked", "[name] asked"),
        ("liam O'Grady, O`Grady's draft", "[name], [name]'s draft"),
        ("anne marie N’Diaye, Anne\u2011Marie N'diaye", "[name], [name]"),
        ("zoe simkova and Zoë agreed", "[name] and [name] agreed"),
        ("Zoe\u0308 agreed", "[name] agreed"),
        ("김민지가 말했다", "[name]가 말했다"),
        ("OFCOM and ofcom’s code", "[organisation] and [organisation]’s code"),
        ("the Office  of Communications", "the [organisation]"),
        ("OSC asked for the it system", "[organisation] asked for the it system"),
        ("write to liam@ofcom.example", "write to [name][organisation].example"),
        ("Williams and Scoliamosis stay", "Williams and Scoliamosis stay"),
    ],
    ids=[
        "at", "capitals", "possessive", "surname", "apostrophes", "hyphens", "accents",
        "combining", "Hangul", "body", "two words", "short name", "address", "inside words",
    ],
)  # fmt: skip
def test_names_are_taken_out(text, said):
    assert REDACT(text) == said


def test_nobody_is_known():
    assert Redaction([], [" "])("Ofcom and Liam") == "Ofcom and Liam"

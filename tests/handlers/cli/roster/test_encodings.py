"""Files as people's programs save them."""

import pytest

from bot.domain.errors import Refusal
from handlers.cli.roster.encodings import read_text

TEXT = "organisation;name\nCoimisiún na Meán;Aoife Ní Dhonnabháin\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"]
)
def test_the_text_is_read_however_it_was_saved(encoding):
    text, note = read_text(TEXT.encode(encoding))
    assert text == TEXT
    assert bool(note) is (encoding == "windows-1252")


def test_what_is_read_as_windows_1252_is_said_with_the_letters_to_look_at():
    _, note = read_text(TEXT.encode("windows-1252"))
    assert note == (
        "The file is saved neither as UTF-8 nor as UTF-16, so I read it as Windows-1252. Please "
        "check the letters: “Coimisiún”, “Meán”, “Ní”, “Dhonnabháin”. If they are wrong, save it "
        "as UTF-8."
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "It is a spreadsheet. Please save it as CSV (UTF-8)"),
        (b"\xd0\xcf\x11\xe0rest", "It is a spreadsheet."),
        (b"caf\x81", "neither as UTF-8 nor as UTF-16 nor as Windows-1252"),
        (b"\xff\xfea\x00b", "neither as UTF-8"),
    ],
    ids=["xlsx", "xls", "none", "half a letter"],
)
def test_what_is_no_text_is_refused(content, words):
    with pytest.raises(Refusal, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_text(content)

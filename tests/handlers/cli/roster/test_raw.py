"""Files as people's programs save them."""

import pytest

from bot.domain.errors import Refusal
from handlers.cli.roster.raw import read_text

TEXT = "organisation;name\nCoimisiún na Meán;Aoife Ní Dhonnabháin\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_text_is_read_however_it_was_saved(encoding):
    assert read_text(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04rest", "It is a spreadsheet. Please save it as CSV (UTF-8)"),
        (b"\xd0\xcf\x11\xe0rest", "It is a spreadsheet."),
        (TEXT.encode("windows-1252"), "Line 2: A letter is saved neither as UTF-8 nor as UTF-16"),
        (b"\xff\xfea\x00b", "Line 1: A letter is saved neither as UTF-8"),
    ],
    ids=["xlsx", "xls", "windows-1252", "half a letter"],
)
def test_what_is_no_text_is_refused(content, words):
    with pytest.raises(Refusal, match=words.replace("(", r"\(").replace(")", r"\)")):
        read_text(content)

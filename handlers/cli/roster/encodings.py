"""The text of a file that a person saved with some program."""

import re

from bot.domain.errors import Refusal

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods begin (both are ZIP files), and the older .xls."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WINDOWS, _NO_LETTER = "windows-1252", b"\x81"
_SHOWN = 5


def read_text(content: bytes) -> tuple[str, str]:
    """The text, and a note to the reader, or "".

    UTF-8 or UTF-16, with or without their marks (Unicode 15, 2.13); else Windows-1252, in which
    Excel saves its plain CSV, and the note says so. Refusal for what is none of these.
    """
    if content.startswith(_SPREADSHEETS):
        raise Refusal("It is a spreadsheet. Please save it as CSV (UTF-8), and import that file.")
    for encoding in _likely(content):
        try:
            return content.decode(encoding), ""
        except UnicodeDecodeError:
            continue
    try:
        text = content.replace(b"\0", _NO_LETTER).decode(_WINDOWS)
    except UnicodeDecodeError:
        raise Refusal(
            "It is saved neither as UTF-8 nor as UTF-16 nor as Windows-1252. Please save it again "
            "as UTF-8, and import it."
        ) from None
    foreign = dict.fromkeys(re.findall(r"\w*[^\W\x00-\x7f]\w*", text))
    words = ", ".join(f"“{word}”" for word in [*foreign][:_SHOWN])
    return text, (
        "The file is saved neither as UTF-8 nor as UTF-16, so I read it as Windows-1252. Please "
        f"check the letters: {words or 'all are plain'}. If they are wrong, save it as UTF-8."
    )


def _likely(content: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return (encoding,)
    if b"\0" in content[:2]:  # every second byte of Latin letters in UTF-16
        return ("utf-16-be",) if content[:1] == b"\0" else ("utf-16-le",)
    return ("utf-8",)

"""The text of a file that a person saved with some program."""

from bot.domain import Refusal

_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods begin (both are ZIP files), and the older .xls."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(content: bytes) -> str:
    """UTF-8 or UTF-16, with or without their marks (Unicode 15, 2.13); Refusal for others.

    Which letters another encoding means would be a guess, and a name is easily spoiled.
    """
    if content.startswith(_SPREADSHEETS):
        raise Refusal("It is a spreadsheet. Please save it as CSV (UTF-8), and import that file.")
    try:
        return content.decode(_encoding(content))
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise Refusal(
            f"Line {line}: A letter is saved neither as UTF-8 nor as UTF-16. Please save the file "
            "as UTF-8 (in Excel: Save As, CSV UTF-8), and import it again."
        ) from None


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content[:2]:  # every second byte of Latin letters in UTF-16
        return "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    return "utf-8"

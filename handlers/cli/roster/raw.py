"""A roster file as it is written: its text, and what it says in either shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain import Refusal

ORGANISATION = ("name", "kind", "country", "zone", "aliases", "people")
"""Fields of an organisation; a table calls the name "organisation"."""
PERSON = ("id", "email", "name", "secretariat", "deputy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value. `column`: of a table. `trouble`: why it cannot be read as it is written."""

    text: str
    line: int
    column: str = ""
    trouble: str = ""
    cut_off: str = ""
    """The words behind it that are no part of it, since # begins a comment."""

    @property
    def where(self) -> str:
        """ "Line 4" or "Line 4, column zone"."""
        return f"{place(self.line)}, column {self.column}" if self.column else place(self.line)


def place(line: int) -> str:
    return f"Line {line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPerson:
    """By field of `PERSON`; what the file leaves out is not there."""

    line: int
    fields: Mapping[str, Cell]


@dataclass(slots=True, kw_only=True)
class RawOrganisation:
    """`fields`: of `ORGANISATION`, without lists."""

    line: int
    fields: dict[str, Cell] = field(default_factory=dict)
    aliases: list[Cell] = field(default_factory=list)
    people: list[RawPerson] = field(default_factory=list)


_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .ods begin (both are ZIP files), and the older .xls."""
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_text(content: bytes) -> str:
    """UTF-8 or UTF-16, with or without their marks (Unicode 15, 2.13); Refusal for others.

    Which letters another encoding means would be a guess, and a name is easily spoiled.
    """
    if content.startswith(_SPREADSHEETS):
        raise Refusal("It is a spreadsheet. Please save it as CSV (UTF-8), and import that file.")
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in content[:2]:  # each second byte of Latin letters in UTF-16
        encoding = "utf-16-be" if content[:1] == b"\0" else "utf-16-le"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise Refusal(
            f"Line {line}: A letter is saved neither as UTF-8 nor as UTF-16. Please save the file "
            "as UTF-8 (in Excel: Save As, CSV UTF-8), and import it again."
        ) from None

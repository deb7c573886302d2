"""What a roster file says, as it is written: the same for both shapes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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

"""The words of dates: what was typed, cut into atoms that the grammar can match."""

import re
import unicodedata
from dataclasses import dataclass

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday",
            "fri friday", "sat saturday", "sun sunday",
        ),
    )
    for name in names.split()
}  # fmt: skip

NUMBERS = {
    name: number
    for number, name in enumerate(
        (
            "one", "two", "three", "four", "five", "six",
            "seven", "eight", "nine", "ten", "eleven", "twelve",
        ), 1,
    )
} | {"a": 1, "an": 1}  # fmt: skip

_CLAUSE_STARTS = frozenset({
    "for", "with", "about", "every", "until", "till", "link", "because", "to", "via", "re",
    "regarding", "chaired", "hosted", "-", "/", "please", "thanks",
})  # fmt: skip
_CLAUSE_SIGNS = ("@", "<", "#", "http://", "https://")

_OPENERS = "(\"'[{"
_CLOSERS = ",;.!?:)\"']}"
_STOPS = frozenset(",;.!?:")

_LOOKALIKES = str.maketrans(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
    | dict.fromkeys(map(ord, "“”„‟″"), '"')
)

_ISO_MOMENT = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})t(\d.*)", re.ASCII)
_TIME_AND_ZONE = re.compile(
    r"(\d{1,2}[:.]\d{2}(?::\d{2})?(?:\.0+)?)(z|(?:utc|gmt)(?:[+-][\d:]+)?|\+\d{2}:?\d{2})", re.ASCII
)
_ISO_TIME_AND_OFFSET = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?(?:\.0+)?)(-\d{2}:?\d{2})", re.ASCII)
_DAY_AND_MONTH = re.compile(r"(\d{1,2}(?:st|nd|rd|th)?)[-./]?([a-z]+)(?:[-./]?(\d{4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Atom:
    """One matchable piece of one typed token; `plain` is in lower case, `typed` is not.

    `token` counts the tokens from 0; `starts` and `ends` say whether the piece stands at that
    edge of its token; `opens` and `closes` that a bracket before or punctuation after it lets a
    clause begin or end there.
    """

    plain: str
    typed: str
    token: int
    starts: bool
    ends: bool
    opens: bool
    closes: bool

    @property
    def is_filler(self) -> bool:
        """Punctuation that stands alone, or marks that cannot be seen."""
        return not self.plain

    @property
    def starts_clause(self) -> bool:
        """Whether a new part of a sentence begins here, so that a date can end before it."""
        return (
            self.opens
            or self.is_filler
            or self.plain in _CLAUSE_STARTS
            or self.typed.startswith(_CLAUSE_SIGNS)
        )


def fold(text: str) -> str:
    """`text` with full-width forms, curly quotes and long dashes made plain, unseen marks gone.

    Only digits 0 to 9 and their full-width forms are digits for us; others stay as they are.
    """
    if text.isascii():
        return text.replace("`", "'")
    plain = text.translate(_LOOKALIKES)
    return "".join(char for char in plain if unicodedata.category(char) != "Cf")


def _pieces(core: str) -> list[str]:
    """A token's core, cut where no white space is needed: commas, "T" in ISO 8601, "12Dec"."""
    if core.isalpha():
        return [core]
    lower = core.lower()
    if len(lower) != len(core):
        return [core]
    if moment := _ISO_MOMENT.fullmatch(lower):
        later = _ISO_TIME_AND_OFFSET.fullmatch(moment[2])
        return [moment[1], *([later[1], later[2]] if later else _pieces(moment[2]))]
    if with_zone := _TIME_AND_ZONE.fullmatch(lower):
        return [with_zone[1], with_zone[2]]
    day = _DAY_AND_MONTH.fullmatch(lower)
    if day and day[2] in MONTHS:
        return [piece for piece in day.groups() if piece]
    parts = [part for part in core.split(",") if part]
    if len(parts) > 1:
        return [piece for part in parts for piece in _pieces(part)]
    return [core]


def atoms_of(tokens: list[str]) -> list[Atom]:
    """The atoms of white-space separated tokens, in order; every token has at least one."""
    atoms: list[Atom] = []
    for index, token in enumerate(tokens):
        folded = fold(token)
        core = folded.lstrip(_OPENERS).rstrip(_CLOSERS)
        tail = folded[len(folded.rstrip(_CLOSERS)) :]
        pieces = _pieces(core) if core.strip(",") else [""]
        for number, piece in enumerate(pieces):
            last = number == len(pieces) - 1
            atoms.append(
                Atom(
                    plain=piece.lower(),
                    typed=piece,
                    token=index,
                    starts=number == 0,
                    ends=last,
                    opens=number == 0 and folded.startswith("("),
                    closes=last and not _STOPS.isdisjoint(tail),
                )
            )
    return atoms

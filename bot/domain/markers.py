"""Marks in messages: a line that says that it is a decision, an action or information."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

LONGEST_LINE = 3_000
"""Characters that are kept of a line: a field of a form holds no more."""


class LineKind(StrEnum):
    DECISION = "decision"
    ACTION = "action"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLine:
    """`place` is its line in the message, from 0; `item` the number of the agenda item that it
    names ("info 2: …"). `text` is as the platform wrote it, mentions included."""

    place: int
    kind: LineKind
    text: str
    item: int | None = None


WHOLE = -1
"""The place of a message that is one line as a whole, since somebody's emoji marked it."""
_OFF = re.compile(r"\[\s*off\s*\]", re.IGNORECASE)
_FENCED = re.compile(r"```.*?(?:```|$)", re.DOTALL)
_EMOJI = re.compile(r"(?::?(?P<name>[\w'+-]{1,100}?)(?:::skin-tone-\d)?:?)?")
_BULLET = re.compile(r"^\s*(?:[•◦▪‣·–—-]\s*|\*\s+|\d{1,3}[.)]\s+)?")
_MARKED = re.compile(
    r"(?P<open>[*_~]*)\s*(?P<kind>decision|action|info)(?:\s*#?(?P<item>\d{1,2}))?\s*"
    r"(?P<inner>[*_~]*)\s*(?:[:：﹕︓]|(?<=\s)[-–—](?=\s))\s*(?P<outer>[*_~]*)\s*(?P<text>\S.*)",
    re.IGNORECASE,
)


def kinds_by_emoji(chosen: Sequence[str]) -> dict[str, LineKind]:
    """What each emoji marks, of a group's choice in the order of LineKind; "" is none."""
    return {name: kind for name, kind in zip(chosen, LineKind, strict=False) if name}


def emoji_name(typed: str) -> str | None:
    """ "memo" of ":memo:", with which skin tone ever; "" of nothing, None of what is no name."""
    match = _EMOJI.fullmatch(typed.strip().lower())
    return match["name"] or "" if match else None


def read_lines(raw: str) -> tuple[MarkedLine, ...]:
    """The marked lines of a message, as the platform wrote it. A quotation and code mark nothing:
    they show what somebody said or could say. Nothing of a line with "[off]" is read."""
    found = []
    for place, line in enumerate(_lines(raw)):
        match = _MARKED.fullmatch(_BULLET.sub("", line, count=1).strip())
        if match is not None:
            text = _closed(match)[:LONGEST_LINE]
            item = int(match["item"]) if match["item"] else None
            kind = LineKind(match["kind"].lower())
            found.append(MarkedLine(place=place, kind=kind, text=text, item=item))
    return tuple(found)


def read_whole(raw: str, kind: LineKind) -> tuple[MarkedLine, ...]:
    """The message as one line of this kind, for an emoji that marks it; without its lines "[off]".
    A message that marks lines by itself keeps to those."""
    marked = read_lines(raw)
    text = " ".join(line.strip() for line in _lines(raw)).strip()
    if marked or not text:
        return marked
    return (MarkedLine(place=WHOLE, kind=kind, text=text[:LONGEST_LINE]),)


def _lines(raw: str) -> list[str]:
    """Its lines; those with "[off]" are empty, and code is left out."""
    plain = _FENCED.sub(lambda match: "\n" * match[0].count("\n"), raw)
    return ["" if _OFF.search(line) else line for line in plain.split("\n")]


def _closed(match: re.Match[str]) -> str:
    """The text without the marks that end what began before the word."""
    text = match["text"].strip()
    for mark in reversed(match["open"] + match["outer"]):
        if mark not in match["inner"] and text.endswith(mark) and text.count(mark) % 2:
            text = text[:-1].rstrip()
    return text

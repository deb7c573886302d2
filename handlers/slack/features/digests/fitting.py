"""Long lists made to fit into one message: whole lines only, and a count of the rest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.slack.kit import blocks as kit
from handlers.slack.kit.fallback import escape

TEXT = 9_000
"""Room for all sections: Slack's limit is near 12,000, and has refused 11,341; the message has
more than its sections."""
SECTION = 3_000
LINES = 12
"""Lines of one section: a digest is read, and the rest is a command away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and its lines; `more` says how many were left off and where they are."""

    title: str
    lines: Sequence[kit.Element]
    more: Callable[[int], kit.Element]


def fitted(sections: Sequence[Section], room: int = TEXT) -> list[kit.Block]:
    """A rich text block a section; empty ones are left out.

    Room that short sections do not need is shared out evenly among the long ones.
    """
    kept = [section for section in sections if section.lines]
    needs = [min(_need(section), SECTION) for section in kept]
    return [
        _block(section, share) for section, share in zip(kept, shares(needs, room), strict=True)
    ]


def shares(needs: Sequence[int], room: int) -> list[int]:
    """What each gets of `room`: its need, or where that is too much an even part of the rest."""
    given = [0] * len(needs)
    waiting = sorted(range(len(needs)), key=lambda index: needs[index])
    for place, index in enumerate(waiting):
        given[index] = min(needs[index], room // (len(needs) - place))
        room -= given[index]
    return given


def weight(value: Any) -> int:
    """Characters of text in an element or block, fallbacks of dates too, as they travel.

    Counted escaped and in UTF-16 units, the most that Slack may count.
    """
    if isinstance(value, dict):
        return sum(
            len(escape(held).encode("utf-16-le")) // 2
            if key in ("text", "fallback") and isinstance(held, str)
            else weight(held)
            for key, held in value.items()
        )
    if isinstance(value, list):
        return sum(map(weight, value))
    return 0


def _need(section: Section) -> int:
    """With all its lines, or as many as are ever shown and the longest words about the rest."""
    lines = section.lines[:LINES]
    more = weight(section.more(len(section.lines))) if len(lines) < len(section.lines) else 0
    return weight(kit.text(section.title)) + sum(map(weight, lines)) + more


def _block(section: Section, room: int) -> kit.Block:
    """The heading, and the first lines that fit into `room` with the words about the rest."""
    room -= weight(kit.text(section.title))
    shown = list(section.lines[:LINES])
    every = len(section.lines)
    if len(shown) < every or weight(shown) > room:
        room -= weight(section.more(every))
        while weight(shown) > room and shown:
            shown.pop()
        shown.append(section.more(every - len(shown)))
    return kit.rich(kit.line(kit.bold(section.title)), kit.bullets(shown))

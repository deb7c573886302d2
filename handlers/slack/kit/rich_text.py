"""The elements of rich text: words, people, moments, lines and lists, shown as they are typed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from string import Formatter
from typing import Any

from bot.domain.wording import spell_moment
from bot.languages import _, _n, shorten_de

Element = dict[str, Any]


def text(words: str, *, bold: bool = False, italic: bool = False, code: bool = False) -> Element:
    """Literal words."""
    style = {k: True for k, on in (("bold", bold), ("italic", italic), ("code", code)) if on}
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def bold(words: str) -> Element:
    return text(words, bold=True)


def person(user_id: str) -> Element:
    """A mention. It notifies where it is posted for all: only for private answers."""
    return {"type": "user", "user_id": user_id}


def link(url: str, words: str) -> Element:
    return {"type": "link", "url": url, "text": words}


def moment(at: datetime, zone: str, form: str | None = None) -> Element:
    """An instant in each reader's own time; the fallback spells it out in `zone`."""
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": form or _("{date_long} at {time}"),
        "fallback": spell_moment(at, zone),
    }


def line(*parts: Element | str) -> Element:
    """One paragraph of rich text; bare strings are literal."""
    return {
        "type": "rich_text_section",
        "elements": [text(p) if isinstance(p, str) else p for p in parts if p != ""],
    }


def say(text: str, /, **fields: Any) -> Element:
    """A line of our own: `text` in the reader's language, its {fields} filled in. A field may be an
    element, a number, literal words, or a list of elements and words."""
    return line(*fill_sentence(_(text), **fields)) if fields else line(_(text))


def fill_sentence(words: str, /, **fields: Any) -> list[Element | str]:
    """The parts of a line: a sentence that is translated already, its fields as for `say`."""
    parts: list[Element | str] = []
    for before, name, form, _conversion in Formatter().parse(shorten_de(words, fields)):
        filled = fields[name] if name else ""
        if not isinstance(filled, list | tuple):
            filled = [filled if isinstance(filled, dict) else format(filled, form or "")]
        for part in (before, *filled):
            if isinstance(part, str) and parts and isinstance(parts[-1], str):
                parts[-1] += part
            elif part:
                parts.append(part)
    return parts


def joined(pieces: Iterable[Sequence[Element | str]], between: str) -> list[Element | str]:
    """The parts of a line: pieces of one or more parts, with words between them."""
    parts: list[Element | str] = []
    for piece in pieces:
        parts += [between, *piece] if parts else piece
    return parts


def bullets(lines: Iterable[Element]) -> Element:
    """A bulleted list of `line`s."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(lines)}


def first_lines(lines: Sequence[Element], most: int, one: str, several: str) -> list[Element]:
    """The first `most`, and a line that counts the others: "and 3 more places"."""
    left = len(lines) - most
    return [*lines[:most], *([line(_n(one, several, left))] if left > 0 else [])]


def numbered(lines: Iterable[Element]) -> Element:
    """A list of `line`s, counted from 1."""
    return {"type": "rich_text_list", "style": "ordered", "elements": list(lines)}


class More(Element):
    """The line behind a list that was cut: `left` lines stand in no list, as `said` tells of any
    number of them."""

    def __init__(self, left: int, said: Callable[[int], Element]) -> None:
        super().__init__(said(left))
        self.left, self.said = left, said


def more(left: int, noun: str = "", command: str = "") -> More:
    """ "and 287 more organisations", or "and 287 more: /action list all"; `noun` begins with a
    space, and is in the reader's language."""

    def said(number: int) -> Element:
        words = _n("and {number} more{noun}", "and {number} more{noun}", number, noun=noun)
        return (
            line(_("{words}: ", words=words), text(command, code=True)) if command else line(words)
        )

    return More(left, said)


def preformatted(words: str) -> Element:
    """Words to be copied as they are."""
    return {"type": "rich_text_preformatted", "elements": [text(words or " ")]}

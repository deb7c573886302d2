"""The top-level `text` of a message, and messages made to fit into Slack's limits.

Notifications and screen readers have nothing but that text, so it says all that the blocks say, as
far as it may. What is left off is counted: "and 34 more".
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.domain.limits import visible_text
from bot.domain.wording import spell_short_day
from bot.languages import Nn_, _n
from handlers.slack.kit.blocks import MESSAGE_BLOCKS, MESSAGE_TEXT, Block, Element, More, more, rich

Cut = Callable[[Sequence[Block], int], list[Block]]

MESSAGE_WEIGHT = 10_000
"""All text of a message's blocks: Slack's limit is near 12,000, and has refused 11,341."""
LONG_TEXT = 500
"""Words of one element that are never cut."""


def escape_text(words: str) -> str:
    """Slack's own escaping of literal text in mrkdwn: & < > and nothing else."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fallback_text(blocks: Sequence[Block]) -> str:
    """Everything the blocks say, in order, a paragraph a line; buttons are left out.

    What is too long for Slack has shorter dates and links, and then fewer lines.
    """
    whole = _said(blocks)
    if _units(whole) <= MESSAGE_TEXT:
        return whole
    fitting = _cut_to_fit(blocks, lambda some: _units(_said(some, brief=True)) <= MESSAGE_TEXT)
    return _said(fitting, brief=True)


def fit_blocks(blocks: Sequence[Block], most: int = MESSAGE_BLOCKS) -> list[Block]:
    """At most `most` blocks, with no more text than Slack takes of a message."""

    def fits(some: Sequence[Block]) -> bool:
        return len(some) <= most and text_weight(some) <= MESSAGE_WEIGHT

    if len(blocks) > most:
        lost = sum(_count_lines(part) for block in blocks[most - 1 :] for part in _parts(block))
        blocks = [*blocks[: most - 1], rich(more(lost))] if lost else blocks[:most]
    return list(_cut_to_fit(blocks, fits))


def text_weight(value: Any) -> int:
    """Characters of text in an element or block, fallbacks of dates too, as they travel.

    Counted escaped and in UTF-16 units, the most that Slack may count.
    """
    if isinstance(value, dict):
        return sum(
            _units(escape_text(held))
            if key in ("text", "fallback") and isinstance(held, str)
            else text_weight(held)
            for key, held in value.items()
        )
    if isinstance(value, (list, tuple)):
        return sum(map(text_weight, value))
    return 0


def cut_lists(blocks: Sequence[Block], most: int) -> list[Block]:
    """Every list with its first `most` lines, and a count of the others."""
    return [
        {**block, "elements": list(_cut_parts(block["elements"], most))}
        if block["type"] == "rich_text"
        else block
        for block in blocks
    ]


# How a message is cut ---------------------------------------------------------------------------


def _cut_to_fit(
    blocks: Sequence[Block], fits: Callable[[Sequence[Block]], bool]
) -> Sequence[Block]:
    """Cut as little as it must be: first long lists, then long texts, last whole parts."""
    if fits(blocks):
        return blocks
    parts = [part for block in blocks for part in _parts(block)]
    lists = (len(p["elements"]) for p in parts if p["type"] == "rich_text_list")
    ways: tuple[tuple[Cut, int, int], ...] = (
        (cut_lists, 1, max(lists, default=0)),
        (_cut_texts, LONG_TEXT, MESSAGE_WEIGHT),
        (_first_parts, 0, len(parts)),
    )
    for cut, least, longest in ways:
        while least < longest:  # as much left of them as fits, or the least
            middle = (least + longest + 1) // 2
            if fits(cut(blocks, middle)):
                least = middle
            else:
                longest = middle - 1
        blocks = cut(blocks, least)
        if fits(blocks):
            break
    return blocks


def _parts(block: Block) -> list[Element]:
    """What can stand alone: the paragraphs and lists of rich text, else the block."""
    return block["elements"] if block["type"] == "rich_text" else [block]


def _cut_parts(parts: Sequence[Element], most: int) -> Iterable[Element]:
    lost: int | None = None
    for part in parts:
        if isinstance(part, More) and lost:
            part, lost = More(part.left + lost, part.said), 0
        elif lost:
            yield more(lost)
            lost = 0
        if part["type"] == "rich_text_list" and len(part["elements"]) > most:
            lost = len(part["elements"]) - most
            part = {**part, "elements": part["elements"][:most]}
        yield part
    if lost:
        yield more(lost)


def _first_parts(blocks: Sequence[Block], most: int) -> list[Block]:
    """As many parts as that from the beginning, and how many lines the others have."""
    kept: list[Block] = []
    lost = 0
    for block in blocks:
        parts = _parts(block)
        first, most = parts[:most], most - len(parts[:most])
        lost += sum(map(_count_lines, parts[len(first) :]))
        if first:
            kept.append({**block, "elements": first} if block["type"] == "rich_text" else block)
    return [*kept, rich(more(lost))] if lost else kept


def _count_lines(part: Element) -> int:
    return part.left if isinstance(part, More) else sum(1 for _ in _lines_of_part(part))


def _cut_texts(value: Any, most: int) -> Any:
    """Every literal text cut to `most` characters, and a count of the others."""
    if isinstance(value, (list, tuple)):
        return [_cut_texts(held, most) for held in value]
    if not isinstance(value, dict) or isinstance(value, More):
        return value
    if value.get("type") in ("text", "plain_text") and len(value["text"]) > most:
        kept, cut = visible_text(value["text"][:most]), len(value["text"]) - most
        more_text = Nn_(
            "{kept} (and {number} more characters)", "{kept} (and {number} more characters)"
        )
        return {**value, "text": _n(*more_text, cut, kept=kept)}
    return {key: _cut_texts(held, most) for key, held in value.items()}


# What blocks say --------------------------------------------------------------------------------


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _said(blocks: Sequence[Block], *, brief: bool = False) -> str:
    lines = (w for block in blocks for part in _parts(block) for w in _lines_of_part(part, brief))
    return "\n".join(lines)


def _lines_of_part(part: Element, brief: bool = False) -> Iterable[str]:
    return (words for words in _lines(part, brief) if words.strip())


def _lines(part: Element, brief: bool) -> Iterable[str]:
    kind = part["type"]
    if kind == "rich_text_list":
        for item in part["elements"]:
            yield "• " + "".join(_inline(e, brief) for e in item["elements"])
    elif kind.startswith("rich_text"):
        yield "".join(_inline(e, brief) for e in part["elements"])
    elif kind == "header":
        yield escape_text(part["text"]["text"])
    elif kind == "section":
        yield from (_object(text) for text in [part.get("text"), *part.get("fields", [])] if text)
    elif kind == "context":
        yield " ".join(_object(e) for e in part["elements"] if "text" in e)
    elif kind == "image":
        yield escape_text(part["alt_text"])


def _object(text: dict[str, Any]) -> str:
    words: str = text["text"]
    return words if text["type"] == "mrkdwn" else escape_text(words)


def _inline(element: Element, brief: bool) -> str:
    kind = element["type"]
    if kind == "user":
        return f"<@{element['user_id']}>"
    if kind == "date":
        return _date(element, brief)
    if kind == "link":
        address, words = escape_text(element["url"]), element.get("text") or element["url"]
        if brief and words == element["url"]:
            return f"<{address}>"
        return f"<{address}|{escape_text(words)}>"
    return escape_text(element["text"])


def _date(element: Element, brief: bool) -> str:
    form, words = element["format"], element["fallback"]
    if brief:
        at = datetime.fromtimestamp(element["timestamp"], UTC)
        form = form.replace("{date_long}", "{date_short}")
        words = f"{spell_short_day(at.date())}, {at:%H:%M} UTC"
    return f"<!date^{element['timestamp']}^{form}|{escape_text(words)}>"

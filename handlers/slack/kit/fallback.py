"""The top-level `text` of a message, made from its blocks: what notifications and readers say."""

from collections.abc import Iterable, Sequence
from typing import Any

from handlers.slack.kit.blocks import MESSAGE_TEXT, Block


def escape_text(words: str) -> str:
    """Slack's own escaping of literal text in mrkdwn: & < > and nothing else."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fallback_text(blocks: Sequence[Block]) -> str:
    """Everything the blocks say, in order, a paragraph a line; buttons are left out."""
    lines = [words for block in blocks for words in _lines(block) if words.strip()]
    whole = "\n".join(lines)
    if len(whole) <= MESSAGE_TEXT:
        return whole
    kept: list[str] = []
    room = MESSAGE_TEXT - 2
    for words in lines:  # whole lines only: a cut inside a date or an entity would show raw
        room -= len(words) + 1
        if room < 0:
            break
        kept.append(words)
    return "\n".join([*kept, "…"])


def _lines(block: Block) -> Iterable[str]:
    kind = block["type"]
    if kind == "rich_text":
        for part in block["elements"]:
            yield from _rich_lines(part)
    elif kind == "header":
        yield escape_text(block["text"]["text"])
    elif kind == "section":
        for part in [block.get("text"), *block.get("fields", [])]:
            if part:
                yield _object(part)
    elif kind == "context":
        yield " ".join(_object(e) for e in block["elements"] if "text" in e)
    elif kind == "image":
        yield escape_text(block["alt_text"])


def _object(text: dict[str, Any]) -> str:
    words: str = text["text"]
    return words if text["type"] == "mrkdwn" else escape_text(words)


def _rich_lines(part: dict[str, Any]) -> Iterable[str]:
    if part["type"] == "rich_text_list":
        for item in part["elements"]:
            yield "• " + "".join(map(_inline, item["elements"]))
    else:
        yield "".join(map(_inline, part["elements"]))


def _inline(element: dict[str, Any]) -> str:
    kind = element["type"]
    if kind == "user":
        return f"<@{element['user_id']}>"
    if kind == "date":
        form, words = element["format"], escape_text(element["fallback"])
        return f"<!date^{element['timestamp']}^{form}|{words}>"
    if kind == "link":
        return (
            f"<{escape_text(element['url'])}|{escape_text(element.get('text') or element['url'])}>"
        )
    return escape_text(element["text"])

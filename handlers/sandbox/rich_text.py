"""What a person typed, as the rich_text block that Slack sends beside the text."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

Part = dict[str, Any]

_PARTS = re.compile(
    r"```(?P<preformatted>.+?)```\n?"
    r"|(?P<quote>(?:^&gt; ?[^\n]*(?:\n|$))+)",
    re.DOTALL | re.MULTILINE,
)
_INLINE = re.compile(
    r"<@(?P<user_id>[UW][A-Z0-9]+)[^<>]*>"
    r"|<#(?P<channel_id>[CG][A-Z0-9]+)[^<>]*>"
    r"|<!subteam\^(?P<usergroup_id>S[A-Z0-9]+)[^<>]*>"
    r"|<!(?P<range>here|channel|everyone)[^<>]*>"
    r"|<(?P<url>(?:https?:|mailto:|tel:)[^<>|]+)(?:\|(?P<label>[^<>]*))?>"
    r"|:(?P<name>[a-z0-9_+'-]+):"
    r"|`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?P<bold>[^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^_\s](?:[^_\n]*[^_\s])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^~\s](?:[^~\n]*[^~\s])?)~(?![\w~])"
)
_IDS = {
    "user_id": "user",
    "channel_id": "channel",
    "usergroup_id": "usergroup",
    "range": "broadcast",
    "name": "emoji",
}


def as_rich_text(text: str, *, block_id: str) -> dict[str, Any]:
    """The block of a stored text: sections, quotes and code, with what is marked inside. A mark
    inside another mark stays as it was typed."""
    elements: list[Part] = []
    for found in _pieces(_PARTS, text):
        if isinstance(found, str):
            elements.append({"type": "rich_text_section", "elements": _inline(found)})
        elif found["preformatted"]:
            piece = {"type": "text", "text": unescape(found["preformatted"].strip("\n"))}
            elements.append({"type": "rich_text_preformatted", "elements": [piece], "border": 0})
        else:
            said = re.sub(r"^&gt; ?", "", found["quote"].rstrip("\n"), flags=re.MULTILINE)
            elements.append({"type": "rich_text_quote", "elements": _inline(said)})
    return {"type": "rich_text", "block_id": block_id, "elements": elements}


def _pieces(pattern: re.Pattern[str], text: str) -> Iterator[str | re.Match[str]]:
    """What is found in a text, and the words between."""
    end = 0
    for found in pattern.finditer(text):
        if text[end : found.start()]:
            yield text[end : found.start()]
        yield found
        end = found.end()
    if text[end:]:
        yield text[end:]


def _inline(text: str) -> list[Part]:
    return [
        {"type": "text", "text": unescape(found)} if isinstance(found, str) else _part(found)
        for found in _pieces(_INLINE, text)
    ]


def _part(found: re.Match[str]) -> Part:
    kind = str(found.lastgroup)
    if found["url"]:
        label = {"text": unescape(found["label"])} if found["label"] else {}
        return {"type": "link", "url": unescape(found["url"]), **label}
    if kind in _IDS:
        return {"type": _IDS[kind], kind: found[kind]}
    return {"type": "text", "text": unescape(found[kind]), "style": {kind: True}}

"""What a person typed, as the rich_text block that Slack sends beside the text."""

import re
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
    """The block of a stored text: sections, quotes and code, with what is marked inside.

    A mark inside another mark stays as it was typed.
    """
    elements: list[Part] = []
    end = 0
    for found in _PARTS.finditer(text):
        _add_section(elements, text[end : found.start()])
        if found["preformatted"]:
            piece = {"type": "text", "text": unescape(found["preformatted"].strip("\n"))}
            elements.append({"type": "rich_text_preformatted", "elements": [piece], "border": 0})
        else:
            said = re.sub(r"^&gt; ?", "", found["quote"].rstrip("\n"), flags=re.MULTILINE)
            elements.append({"type": "rich_text_quote", "elements": _inline(said)})
        end = found.end()
    _add_section(elements, text[end:])
    return {"type": "rich_text", "block_id": block_id, "elements": elements}


def _add_section(elements: list[Part], text: str) -> None:
    if text:
        elements.append({"type": "rich_text_section", "elements": _inline(text)})


def _inline(text: str) -> list[Part]:
    found_parts: list[Part] = []
    end = 0
    for found in _INLINE.finditer(text):
        _add_text(found_parts, text[end : found.start()])
        found_parts.append(_part(found))
        end = found.end()
    _add_text(found_parts, text[end:])
    return found_parts


def _add_text(parts: list[Part], text: str) -> None:
    if text:
        parts.append({"type": "text", "text": unescape(text)})


def _part(found: re.Match[str]) -> Part:
    kind = str(found.lastgroup)
    if found["url"]:
        label = {"text": unescape(found["label"])} if found["label"] else {}
        return {"type": "link", "url": unescape(found["url"]), **label}
    if kind in _IDS:
        return {"type": _IDS[kind], kind: found[kind]}
    return {"type": "text", "text": unescape(found[kind]), "style": {kind: True}}

"""What a person typed, as Slack hands it over: escaped text with mentions and links in angles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ANGLES = re.compile(r"<([^<>]*)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|amp);")


@dataclass(frozen=True, slots=True)
class Mention:
    """A person chosen with @; Slack sends it for outsiders and deactivated people too."""

    user_id: str


TextPart = str | Mention


def unescape_text(text: str) -> str:
    """Undo Slack's escaping of & < > exactly once."""
    return _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)


def read_parts(raw: str) -> tuple[TextPart, ...]:
    """`raw` as literal text and mentions, in order; links and channels become literal text."""
    parts: list[TextPart] = []
    end = 0
    for match in _ANGLES.finditer(raw):
        parts.append(unescape_text(raw[end : match.start()]))
        parts.append(_part(match[1]))
        end = match.end()
    parts.append(unescape_text(raw[end:]))
    return tuple(_joined(parts))


def mentioned_ids(raw: str) -> tuple[str, ...]:
    """User ids mentioned in `raw`, each once, in order."""
    return tuple(dict.fromkeys(p.user_id for p in read_parts(raw) if isinstance(p, Mention)))


def spoken_text(raw: str, names: Mapping[str, str]) -> str:
    """`raw` as literal text; a mention becomes "@name" (never a ping when shown again)."""
    return "".join(
        p if isinstance(p, str) else f"@{names.get(p.user_id, p.user_id)}" for p in read_parts(raw)
    ).strip()


def _part(inside: str) -> TextPart:
    target, _, label = inside.partition("|")
    if re.fullmatch(r"@[UW][A-Z0-9]+", target):
        return Mention(target[1:])
    if target.startswith("#"):
        return f"#{unescape_text(label) or target[1:]}"
    if target.startswith("!"):
        return f"@{target[1:].partition('^')[0]}"
    return unescape_text(target.removeprefix("mailto:"))


def _joined(parts: list[TextPart]) -> list[TextPart]:
    """Neighbouring texts made one, empty ones left out."""
    joined: list[TextPart] = []
    for part in parts:
        last = joined[-1] if joined else None
        if isinstance(part, str) and isinstance(last, str):
            joined[-1] = last + part
        elif part != "":
            joined.append(part)
    return joined

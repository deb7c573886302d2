"""What a modal shows while its answer comes behind the acknowledgement, and then."""

from typing import Any

from handlers.slack.kit import blocks as kit
from handlers.slack.request.response import Wire


def loading_view(title: str, words: str) -> dict[str, Any]:
    return kit.modal("loading", title, [kit.rich(kit.line(words))])


def reply_blocks(wire: Wire) -> list[kit.Block]:
    body = wire.ack or wire.respond or {}
    return list(body.get("blocks") or [kit.rich(kit.line("Nothing to show."))])


def late_words(wire: Wire) -> list[kit.Block]:
    errors = wire.ack.get("errors") or {}
    words = list(errors.values()) or ["Saved."]
    return [kit.rich(*(kit.line(w) for w in words))]

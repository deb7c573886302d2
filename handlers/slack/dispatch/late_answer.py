"""What a modal shows while its answer is late, and calls that are left for Slack to send again."""

import logging
from typing import Any

from slack_bolt import BoltResponse

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


log = logging.getLogger(__name__)


def leave_unacknowledged() -> BoltResponse:
    """No acknowledgement, where Bolt would give an event its own: Slack sends it again."""
    return BoltResponse(status=503)


async def fail_request(error: Exception) -> BoltResponse:
    """Replaces Bolt's own line, which quotes the error's words and thereby people's."""
    log.error("listener_failed", exc_info=error)
    return leave_unacknowledged()

"""Calls that are not acknowledged, so that Slack sends them again or tells the person."""

import logging

from slack_bolt import BoltResponse

log = logging.getLogger(__name__)


def leave_unacknowledged() -> BoltResponse:
    """No acknowledgement, where Bolt would give an event its own: Slack sends it again."""
    return BoltResponse(status=503)


async def fail_request(error: Exception) -> BoltResponse:
    """Replaces Bolt's own line, which quotes the error's words and thereby people's."""
    log.error("listener_failed", exc_info=error)
    return leave_unacknowledged()

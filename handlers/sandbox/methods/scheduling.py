"""chat.scheduleMessage, the list of what waits, and taking one back."""

from typing import Any

from handlers.sandbox.core import Core
from handlers.sandbox.messages import Scheduled
from handlers.sandbox.methods.chat import checked_message, place_of, thread_of
from handlers.sandbox.methods.registry import Arguments, method, page, with_cursor
from handlers.sandbox.refusal import Refused, refuse_if
from handlers.sandbox.store import fields_of

LONGEST_WAIT = 120 * 86_400
WINDOW, MOST_IN_WINDOW = 300, 30
TOO_CLOSE = 60
"""Seconds before its time in which a message cannot be taken back."""


@method("chat.scheduleMessage", scope="chat:write", json=True, required="channel post_at")
def schedule(core: Core, given: Arguments) -> dict[str, Any]:
    """Post at a later time."""
    content = checked_message(core, given)
    if given.given.get("metadata"):
        raise Refused("invalid_arguments", ["with metadata Slack takes it and never posts it"])
    conversation = place_of(core, given.text("channel"), opens=True)
    thread_ts = thread_of(core, conversation, given)
    post_at = _moment(core, given)
    same = [one for one in core.workspace.scheduled.all() if one.channel == conversation.id]
    if sum(one.post_at // WINDOW == post_at // WINDOW for one in same) >= MOST_IN_WINDOW:
        raise Refused("restricted_too_many")
    made = core.workspace.scheduled.add(
        "Q",
        channel=conversation.id,
        post_at=post_at,
        created=int(core.clock.now()),
        text=content.text,
        blocks=content.blocks,
        thread_ts=thread_ts,
    )
    bot = core.workspace.bot
    shown = {"type": "delayed_message", "subtype": "bot_message", "text": made.text}
    about = {"bot_id": bot.bot_id, "username": bot.real_name}
    return {
        "channel": made.channel,
        "scheduled_message_id": made.id,
        "post_at": made.post_at,
        "message": shown | about | ({"blocks": made.blocks} if made.blocks else {}),
    }


@method("chat.scheduledMessages.list", json=True)
def waiting(core: Core, given: Arguments) -> dict[str, Any]:
    """What waits, the earliest first; of one channel or between two times, where asked."""
    channel = given.text("channel")
    if channel:
        place_of(core, channel, opens=False)
    oldest, latest = (_bound(given, name) for name in ("oldest", "latest"))
    found = [
        one
        for one in core.workspace.scheduled.all()
        if (not channel or one.channel == channel)
        and (oldest is None or one.post_at >= oldest)
        and (latest is None or one.post_at <= latest)
    ]
    some, cursor = page(found, given, default=100, most=100)
    return with_cursor({"scheduled_messages": [_shown(one) for one in some]}, cursor)


@method(
    "chat.deleteScheduledMessage",
    scope="chat:write",
    json=True,
    required="channel scheduled_message_id",
)
def take_back(core: Core, given: Arguments) -> None:
    """Take one back, as long as a minute is left."""
    found = core.workspace.scheduled.get(given.text("scheduled_message_id"))
    if (
        found is None
        or found.channel != given.text("channel")
        or found.post_at - core.clock.now() < TOO_CLOSE
    ):
        raise Refused("invalid_scheduled_message_id")
    core.workspace.scheduled.remove(found)


def _moment(core: Core, given: Arguments) -> int:
    try:
        post_at = int(given.text("post_at"))
    except ValueError:
        raise Refused("invalid_time") from None
    refuse_if(post_at <= core.clock.now(), "time_in_past")
    refuse_if(post_at > core.clock.now() + LONGEST_WAIT, "time_too_far")
    return post_at


def _bound(given: Arguments, name: str) -> float | None:
    try:
        return float(given.text(name)) if given.text(name) else None
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _shown(one: Scheduled) -> dict[str, Any]:
    about = {"channel_id": one.channel, "date_created": one.created}
    return fields_of(one, "id post_at text") | about

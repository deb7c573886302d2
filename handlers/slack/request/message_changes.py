"""What events tell of messages: what was said, changed or deleted in a thread, and emoji."""

from dataclasses import replace

from handlers.slack.request.request import Call

THREAD = "thread"
"""The id of a call that tells of a message in a thread."""
REACTION = "reaction"
"""The id of a call that tells of an emoji under a message."""


def as_thread_change(call: Call) -> Call | None:
    """A person's message in a thread that is new, changed or deleted, as a call of who wrote it.

    `raw` is what it says now, "" once it is deleted. None for every other message: those are
    nobody's business.
    """
    event = call.event
    what = event.get("subtype")
    if what == "message_deleted":
        message = event.get("previous_message") or {}
        ts, text = event.get("deleted_ts"), ""
    elif what == "message_changed":
        message, before = event.get("message") or {}, event.get("previous_message") or {}
        ts, text = message.get("ts"), message.get("text") or ""
        if text == before.get("text"):
            return None
    elif what in (None, "thread_broadcast", "file_share"):
        message, ts, text = event, event.get("ts"), event.get("text") or ""
    else:
        return None
    if not (message.get("thread_ts") and message.get("user") and ts) or message.get("bot_id"):
        return None
    return replace(
        call, id=THREAD, user_id=message["user"], raw=text, message_ts=ts, event=dict(message)
    )


def as_reaction(call: Call) -> Call | None:
    """An emoji that came or went under a message; None where it is under something else."""
    item = call.event.get("item") or {}
    if not (item.get("channel") and item.get("ts")):
        return None
    return replace(call, id=REACTION, channel_id=item["channel"], message_ts=item["ts"])

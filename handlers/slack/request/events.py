"""What events tell: a command in a message to Convenor, a change in a thread, an emoji."""

import re
from dataclasses import replace

from bot.domain.reference import reference_in
from handlers.slack.kit.catalogue import BY_NAME
from handlers.slack.kit.slack_text import plain_text
from handlers.slack.request.help import command_of
from handlers.slack.request.request import Call

_MENTION = r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>"
_TOLD = re.compile(rf"[^<\n]{{0,40}}?{_MENTION}")
_FIRST = re.compile(
    r"(?:[\s,:>•–—-]|\b(?:hi|hello|hey|please|pls|kindly|(?:could|can|would|will) you)\b)*",
    re.IGNORECASE,
)
_MARKS = '*_~`"“”'
_NAMES = "|".join(name.removeprefix("/") for name in BY_NAME)
_SPOKEN = re.compile(rf"/?(?P<name>{_NAMES})s?\b[\s:,]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_VERB_FIRST = re.compile(
    rf"(?P<verb>[a-z]+)\s+(?:(?:an?|the|new)\s+)*(?P<name>{_NAMES})s?\b[\s:,–—-]*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def spoken_command(raw: str) -> str:
    """The command that a message is: "/action add …"; "" where it is none.

    Before it there may be "please" and a mention; "add an action …" and "done A1" are one too.
    """
    text = plain_text(raw)
    told = _TOLD.match(text)
    return _command(text) or (_command(text[told.end() :]) if told else "")


def _command(text: str) -> str:
    first = _FIRST.match(text)
    text = text[first.end() if first else 0 :]
    text = text.strip(f" {_MARKS}") if text[:1] and text[0] in _MARKS else text
    if found := _SPOKEN.fullmatch(text):
        return f"/{found['name'].lower()} {found['rest']}".strip()
    found = _VERB_FIRST.fullmatch(text)
    if found and BY_NAME[f"/{found['name'].lower()}"].verb(found["verb"]):
        return f"/{found['name'].lower()} {found['verb']} {found['rest']}".strip()
    words = text.split(maxsplit=2)
    for place in (0, 1):  # "A1", and "done A1"
        command = command_of(reference_in(words[place])) if words[place:] else None
        if command and (place == 0 or command.verb(words[0])):
            return f"{command.name} {text}"
    return ""


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

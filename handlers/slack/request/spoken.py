"""A command within a message to Convenor, as people say it there."""

import re

from bot.domain.reference import reference_in
from handlers.slack.kit.catalogue import BY_NAME
from handlers.slack.kit.slack_text import plain_text
from handlers.slack.request.help import command_of

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

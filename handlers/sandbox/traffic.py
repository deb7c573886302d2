"""What goes between Slack and the app, for the inspector; and short notices to open pages."""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any

from handlers.sandbox.store import fields_of

MOST = 1_000
"""How many are remembered."""
HIDDEN = "•••"

_TOKEN = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+")
_TICKET = re.compile(r"(?<=/)(link|response|upload)/[\w-]+")


@dataclass(frozen=True, slots=True)
class Exchange:
    """`way`: call (the app asked Slack), reply (it used a response URL), or what Slack sent to it:
    event, command, interaction. `error`: what went wrong, or None; `at`: moved unix seconds."""

    number: int
    at: float
    way: str
    name: str
    sent: Any
    answer: Any
    error: str | None

    def as_line(self) -> dict[str, Any]:
        """All but the two bodies."""
        return fields_of(self, "number at way name error")

    def in_full(self) -> dict[str, Any]:
        """With both bodies, as the page may show them."""
        return self.as_line() | {"sent": readable(self.sent), "answer": readable(self.answer)}


class Traffic:
    """The exchanges since the start, the oldest forgotten first; `now` gives moved seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._kept: deque[Exchange] = deque(maxlen=MOST)
        self._noted = 0

    def note(
        self, way: str, name: str, sent: Any, answer: Any = None, *, error: str | None = None
    ) -> None:
        self._noted += 1
        self._kept.append(Exchange(self._noted, self._now(), way, name, sent, answer, error))

    def newest(self, *, after: int = 0, name: str = "", limit: int = 200) -> list[Exchange]:
        """Those after a number whose name or way contains `name`, the newest first."""
        wanted = name.casefold()
        later = takewhile(lambda one: one.number > after, reversed(self._kept))
        fits = (one for one in later if wanted in one.name.casefold() or wanted == one.way)
        return list(islice(fits, limit))

    def of_number(self, number: int) -> Exchange | None:
        """None for one that is forgotten, or never was."""
        return next((one for one in self._kept if one.number == number), None)


def readable(body: Any) -> Any:
    """A copy without tokens and secret addresses; JSON within a string is opened."""
    if isinstance(body, Mapping):
        return {key: HIDDEN if key == "token" else readable(value) for key, value in body.items()}
    if isinstance(body, list | tuple):
        return [readable(one) for one in body]
    if not isinstance(body, str):
        return body if isinstance(body, bool | int | float) or body is None else str(body)
    if body[:1] in ("{", "["):
        try:
            return readable(json.loads(body))
        except ValueError:
            pass  # words that only look like JSON
    return _TICKET.sub(rf"\1/{HIDDEN}", _TOKEN.sub(HIDDEN, body))


Notice = dict[str, Any]


@dataclass(eq=False)
class Listener:
    """One open page; None in its queue ends it."""

    user: str
    queue: asyncio.Queue[Notice | None] = field(default_factory=asyncio.Queue)


class Stream:
    """Tells each listener what concerns the person it belongs to."""

    def __init__(self, may_see: Callable[[str, str], bool]) -> None:
        self._may_see = may_see
        self._listeners: set[Listener] = set()
        self._is_closed = False

    def listen(self, user: str) -> Listener:
        """A new listener; after `close` it hears at once that it is over."""
        listener = Listener(user)
        self._listeners.add(listener)
        if self._is_closed:
            listener.queue.put_nowait(None)
        return listener

    def leave(self, listener: Listener) -> None:
        """Forget a listener."""
        self._listeners.discard(listener)

    def tell(
        self, what: str, *, channel: str | None = None, to: str | None = None, **told: str | None
    ) -> None:
        """Tell everyone, or only those who may see `channel`, or only `to`. `told`: `ts`,
        `thread_ts` or `text`, where the notice has them."""
        told["channel"] = channel
        notice: Notice = {"type": what} | {key: one for key, one in told.items() if one is not None}
        for listener in self._listeners:
            if to is not None and listener.user != to:
                continue
            if channel is not None and not self._may_see(listener.user, channel):
                continue
            listener.queue.put_nowait(notice)

    def close(self) -> None:
        """End every listener, also those to come."""
        self._is_closed = True
        for listener in self._listeners:
            listener.queue.put_nowait(None)

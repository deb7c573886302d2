"""Short notices to open pages that something changed and is worth fetching again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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
        """Tell everyone, or only those who may see `channel`, or only `to`.

        `told`: `ts`, `thread_ts` or `text`, where the notice has them.
        """
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

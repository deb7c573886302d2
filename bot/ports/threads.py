"""Reads threads, and what a conversation shows of ours; writes into a channel's canvas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage:
    """A message: `text` as the platform wrote it; `user` "" where an app wrote it.

    `emoji`: under it, each with the user ids of those who put it there.
    """

    ts: str
    user: str
    text: str
    emoji: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """`cursor` "": nothing comes after it."""

    messages: tuple[ThreadMessage, ...]
    cursor: str


class Threads(Protocol):
    async def page(self, channel: str, root: str, after: str, cursor: str) -> ThreadPage:
        """Messages of the thread later than `after` ("": from the first one), the oldest first.

        TryLater, with the wait where the platform says one; another NotSent where waiting does
        not help.
        """

    async def message(self, channel: str, ts: str) -> tuple[str, ThreadMessage] | None:
        """The first message of its thread, by its ts, and the message; None: it is there no more
        or in no thread. Raises as `page`."""

    async def mark(self, channel: str, ts: str, on: bool) -> None:
        """Put our emoji under a message, or take it away; raises as `page`."""


class Canvases(Protocol):
    async def add(self, channel: str, markdown: str, mark: str) -> None:
        """Add this text to the channel's canvas, which is made where there is none.

        `mark`: words of the text by which it is found to be there already, so that it comes once.
        TryLater, with the wait where the platform says one; another NotSent where waiting does
        not help.
        """


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of ours in a conversation's history.

    `carries`: "id:nonce" of each delivery in it; `references`: what it names ("D12").
    """

    ts: str
    carries: frozenset[str]
    references: frozenset[str]


class History(Protocol):
    """Reads, and sends nothing."""

    async def ours_since(self, place: str, since: datetime) -> Sequence[Seen] | None:
        """Every message of ours in this conversation since the moment; None: it cannot be read."""

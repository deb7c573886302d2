"""Asks the platform about people, channels and threads, outside of any transaction; marks lines
and writes into canvases."""

from collections.abc import Awaitable, Collection, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.domain.audience import ChannelFacts
from bot.domain.person import PersonFacts

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """An answer that is there already; awaited it comes at once."""

    value: T

    def __await__(self) -> Generator[None, None, T]:
        yield from ()
        return self.value


class Directory(Protocol):
    """Cached for a short while, and a Kept while it is. None means "could not be learned": callers
    give least rights.

    The look before a send must not take silence for an answer, or an hour without answers would
    drop what is owed: `fresh` raises TryLater where there was none. It takes a channel that was
    read two seconds ago and a person who was read a minute ago.
    """

    def person(
        self, workspace_id: str, user_id: str, *, fresh: bool = False
    ) -> Awaitable[PersonFacts | None]: ...

    async def many_people(
        self, workspace_id: str, user_ids: Collection[str], *, to_the_end: bool = False
    ) -> Mapping[str, PersonFacts]:
        """Many people at once, by user id, from the platform's list of everyone: who was
        asked about more than a minute ago is asked about again. People of other workspaces are not
        in that list, nor is anyone of a page that failed.

        `to_the_end` waits for the last page, however many there are.
        """

    def channel(
        self, workspace_id: str, channel_id: str, *, fresh: bool = False, just_now: bool = False
    ) -> Awaitable[ChannelFacts | None]:
        """The channel and who is in it; None where the bot cannot look (or nobody answered).
        `just_now` always puts a new question to the platform; else as `fresh`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadMessage:
    """A message: `text` as the platform wrote it; `user` "" where an app wrote it. `emoji`: under
    it, each with the user ids of those who put it there."""

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
        TryLater, with the wait where the platform says one; another NotSent where waiting does not
        help."""

    async def message(self, channel: str, ts: str) -> tuple[str, ThreadMessage] | None:
        """The first message of its thread, by its ts, and the message; None: it is there no more
        or in no thread. Raises as `page`."""

    async def mark(self, channel: str, ts: str, on: bool) -> None:
        """Put our emoji under a message, or take it away; raises as `page`."""


class Canvases(Protocol):
    async def add(self, channel: str, markdown: str, mark: str) -> None:
        """Add this text to the channel's canvas, which is made where there is none. `mark`: words
        of the text by which it is found to be there already, so that it comes once. TryLater, with
        the wait where the platform says one; another NotSent where waiting does not help."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A message of ours in a conversation's history. `carries`: "id:nonce" of each delivery in it;
    `references`: what it names ("D12")."""

    ts: str
    carries: frozenset[str]
    references: frozenset[str]


class History(Protocol):
    """Reads, and sends nothing."""

    async def ours_since(self, place: str, since: datetime) -> Sequence[Seen] | None:
        """Every message of ours in this conversation since the moment; None: it cannot be read."""

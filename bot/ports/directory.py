"""Asks the platform about people and channels, before a transaction opens."""

from collections.abc import Awaitable, Generator
from dataclasses import dataclass
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

    def channel(
        self, workspace_id: str, channel_id: str, *, fresh: bool = False, just_now: bool = False
    ) -> Awaitable[ChannelFacts | None]:
        """The channel and who is in it; None where the bot cannot look (or nobody answered).

        `just_now` always puts a new question to the platform; else as `fresh`.
        """

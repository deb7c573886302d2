"""Asks the platform about people and channels, before a transaction opens."""

from collections.abc import Awaitable, Collection, Generator, Mapping
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

        `just_now` always puts a new question to the platform; else as `fresh`.
        """

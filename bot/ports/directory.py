"""What Slack knows of people and channels, asked before a transaction opens."""

from typing import Protocol

from bot.domain.audience import ChannelFacts
from bot.domain.person import PersonFacts


class Directory(Protocol):
    """Cached for a short while. None means "could not be learned": callers give least rights.

    The look before a send must not take silence for an answer, or an hour of Slack's would drop
    what is owed: `fresh` raises TryLater where Slack did not say.
    """

    async def person(
        self, workspace_id: str, user_id: str, *, fresh: bool = False
    ) -> PersonFacts | None: ...

    async def channel(
        self, workspace_id: str, channel_id: str, *, fresh: bool = False
    ) -> ChannelFacts | None:
        """The channel and who is in it; None where the bot cannot look (or Slack did not answer).

        `fresh` passes the cache by.
        """

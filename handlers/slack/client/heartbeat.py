"""A round trip to Slack's Web API now and then: proof that it answers and knows our token."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client.api_errors import FAILURES, connection_words


async def _tell_nobody(_workspace_id: str) -> None:
    """Nobody wants to know."""


@dataclass(kw_only=True)
class SlackPulse:
    """`every`: seconds between two calls of auth.test, which any token may make at such a pace."""

    every: float = 30.0
    clock: Callable[[], float] = time.monotonic
    hear: Callable[[str], None] = lambda _: None
    """Is told the `Date` of each good answer."""
    trouble: str | None = None
    """Why the last call failed: Slack's error word, or what happened to the connection."""
    alive: Callable[[str], Awaitable[None]] = _tell_nobody
    """Told the workspace's id whenever Slack says that our token works there."""
    _proved: float | None = None
    _beating: "asyncio.Task[None] | None" = field(default=None)

    @property
    def age(self) -> float | None:
        """Seconds since Slack last answered us; None when it never has."""
        return self.clock() - self._proved if self._proved is not None else None

    def proved(self) -> None:
        """Slack has just answered."""
        self._proved, self.trouble = self.clock(), None

    def failed(self, trouble: str) -> None:
        """It has not, or not as it should."""
        self.trouble = trouble

    def start(self, client: AsyncWebClient) -> None:
        self._beating = asyncio.create_task(self._beat(client))

    async def stop(self) -> None:
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)

    async def ask(self, client: AsyncWebClient) -> None:
        """One round trip."""
        try:
            answer = await client.auth_test()
            workspace_id = answer["team_id"]
        except FAILURES as error:
            self._tell(connection_words(error))
        else:
            self.hear(answer.headers.get("Date") or "")
            if not workspace_id:
                self._tell("says_not_who")
                return
            self.proved()
            try:
                await self.alive(workspace_id)
            except Exception as error:  # the database, say: the next beat tries again
                log.warning("not_resumed", extra={"error": type(error).__name__})

    def _tell(self, trouble: str) -> None:
        if trouble != self.trouble:  # once, not every half minute
            log.warning("slack_does_not_answer", extra={"error": trouble})
        self.failed(trouble)

    async def _beat(self, client: AsyncWebClient) -> None:
        while True:
            await asyncio.sleep(self.every)
            await self.ask(client)

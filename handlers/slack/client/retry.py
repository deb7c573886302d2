"""Asking Slack until it answers, and then now and then whether it still does."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.client.api_errors import (
    ENDS_A_START,
    FAILURES,
    code_of,
    connection_words,
    own_word,
    status_of,
    wait_of,
)
from handlers.slack.client.socket_mode import NotOpened
from handlers.tasks import end_tasks

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0


class TokenRefused(Exception):
    """Slack refused a token: one line that names the setting and Slack's error."""


async def ask_patiently(
    method: str,
    ask: Callable[[], Awaitable[T]],
    setting: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
    *,
    pause: float | None = None,
) -> T:
    """What `ask` answers, tried until it does; each failure's short word goes to `tell`.

    With `setting`, a word about the token that no waiting mends is TokenRefused; without it (a
    process that already runs) that is tried again too, since tokens are put right from outside.
    `pause`: seconds before the second try; it doubles.
    """
    pause = FIRST_PAUSE if pause is None else pause
    while True:
        wait = pause
        try:
            return await ask()
        except SlackApiError as error:
            trouble = code_of(error)
            ends = trouble in ENDS_A_START
            if ends and setting is not None:
                raise TokenRefused(
                    f"Slack refuses {setting}: {method} answers {trouble}. "
                    "Copy the token again from your Slack app's settings."
                ) from error
            wait = LONGEST_PAUSE if ends else max(pause, wait_of(error) or 0.0)
            if own_word(error) is None and status_of(error) < 500:
                trouble = (
                    f"SLACK_API_URL answers {status_of(error)} and not as Slack does: "
                    "is the address right?"
                )
        except NotOpened as error:
            trouble = str(error)
        except Exception as error:  # whatever the answer was: the next one may be Slack's
            trouble = connection_words(error)
        tell(trouble)
        extra = {"method": method, "error": trouble, "seconds": wait}
        log.warning("waiting_for_slack", extra=extra)
        await asyncio.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE)


@dataclass(kw_only=True)
class SlackPulse:
    """`every`: seconds between two calls of auth.test, which any token may make at such a pace."""

    every: float = 30.0
    clock: Callable[[], float] = time.monotonic
    hear: Callable[[str], None] = lambda _: None
    """Is told the `Date` of each good answer."""
    trouble: str | None = None
    """Why the last call failed: Slack's error word, or what happened to the connection."""
    alive: Callable[[str], Awaitable[None]] = lambda _workspace_id: asyncio.sleep(0)
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
        await end_tasks(self._beating)

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

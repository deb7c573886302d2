"""Asking Slack until it answers, and telling what waiting mends from what it does not."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from handlers.slack.refusals import code_of, status_of, wait_of
from handlers.slack.socket import NotOpened

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
_PASSING = frozenset(
    {"ratelimited", "http_429", "internal_error", "fatal_error", "service_unavailable"}
)


class TokenRefused(Exception):
    """Slack refused a token: one line that names the setting and Slack's error."""


async def patiently(
    method: str,
    ask: Callable[[], Awaitable[T]],
    setting: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
    *,
    pause: float = FIRST_PAUSE,
) -> T:
    """What `ask` answers, tried until it does; each failure's short word goes to `tell`.

    With `setting`, an answer that no waiting mends is TokenRefused; without it (a process that
    already runs) that is tried again too, since tokens are put right from outside. `pause`:
    seconds before the second try; it doubles.
    """
    while True:
        wait = pause
        try:
            return await ask()
        except SlackApiError as error:
            trouble = code_of(error)
            mends = trouble in _PASSING or status_of(error) >= 500
            if not mends and setting is not None:
                raise TokenRefused(
                    f"Slack refuses {setting}: {method} answers {trouble}. "
                    "Copy the token again from your Slack app's settings."
                ) from error
            wait = max(pause, wait_of(error) or 0.0) if mends else LONGEST_PAUSE
        except NotOpened as error:
            trouble = str(error)
        except (ClientError, OSError, TimeoutError) as error:
            trouble = type(error).__name__
        tell(trouble)
        log.warning("waiting_for_slack", extra={"error": trouble, "seconds": wait})
        await asyncio.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE)

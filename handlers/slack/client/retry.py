"""Asking Slack until it answers, and telling what waiting mends from what it does not."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from slack_sdk.errors import SlackApiError

from handlers.slack.client.api_errors import (
    ENDS_A_START,
    code_of,
    connection_words,
    own_word,
    status_of,
    wait_of,
)
from handlers.slack.client.socket_mode import NotOpened

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

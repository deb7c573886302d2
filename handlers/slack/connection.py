"""Convenor's connection to Slack: the client, the first words with it, and the socket."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from handlers.slack.refusals import code_of, status_of

log = logging.getLogger(__name__)

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_PASSING = frozenset(
    {"ratelimited", "http_429", "internal_error", "fatal_error", "service_unavailable"}
)


class TokenRefused(Exception):
    """Slack refused a token: one line that names the setting and Slack's error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Who we are to Slack (`auth.test`)."""

    workspace_id: str
    workspace_name: str
    bot_user_id: str


def make_client(token: str, *, api_url: str, timeout: float) -> AsyncWebClient:
    """A client with one shared session and none of the SDK's retries, which post twice.

    Make it inside the running loop; close `client.session` at the end.
    """
    session = ClientSession(timeout=ClientTimeout(total=timeout))
    return AsyncWebClient(
        token=token,
        base_url=api_url,
        timeout=int(timeout),
        session=session,
        retry_handlers=[],
        trust_env_in_session=False,
    )


def bolt_app(client: AsyncWebClient, **settings: Any) -> AsyncApp:
    """A Bolt app that acknowledges a request when its listener ends, events too.

    Bolt would read tokens and OAuth settings from the environment by itself; while the app is made
    it sees none of them, since ours come from Settings alone.
    """
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        return AsyncApp(client=client, process_before_response=True, **settings)
    finally:
        os.environ.update(hidden)


async def introduce(client: AsyncWebClient) -> Installation:
    """`auth.test`, waiting for Slack as long as it takes; TokenRefused for a wrong token."""
    answer = await _patiently("auth.test", "SLACK_BOT_TOKEN", client.auth_test)
    return Installation(
        workspace_id=answer["team_id"],
        workspace_name=answer.get("team") or answer["team_id"],
        bot_user_id=answer["user_id"],
    )


async def check_app_token(client: AsyncWebClient, app_token: str) -> None:
    """TokenRefused for a wrong app token: the socket client would retry it for ever."""

    async def ask() -> object:
        return await client.apps_connections_open(app_token=app_token)

    await _patiently("apps.connections.open", "SLACK_APP_TOKEN", ask)


async def open_socket(app: AsyncApp, app_token: str) -> AsyncSocketModeHandler:
    """A connected socket; close it with `close_async`."""
    handler = AsyncSocketModeHandler(app, app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    return handler


async def _patiently(method: str, setting: str, ask: Callable[[], Awaitable[Any]]) -> Any:
    """`ask` until Slack answers; TokenRefused for an answer that no waiting mends."""
    pause = _FIRST_PAUSE
    while True:
        try:
            return await ask()
        except SlackApiError as error:
            code = code_of(error)
            if code not in _PASSING and status_of(error) < 500:
                raise TokenRefused(
                    f"Slack refuses {setting}: {method} answers {code}. "
                    "Copy the token again from your Slack app's settings."
                ) from error
            trouble = code
        except (ClientError, OSError, TimeoutError) as error:
            trouble = type(error).__name__
        log.warning("waiting_for_slack", extra={"error": trouble, "seconds": pause})
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)

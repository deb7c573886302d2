"""Convenor's connection to Slack: the client, what it asks before it writes, its first words."""

import contextlib
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, TraceConfig
from pydantic_core import to_json
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.bodies import object_in
from handlers.settings import Settings
from handlers.slack.client.retry import ask_patiently
from handlers.slack.client.socket_mode import NotOpened


class NotWritten(ClientError):
    """The question was answered with no: the server has not got the request's body."""


@dataclass(slots=True)
class Question:
    """`stopped`: the answer was no, and nothing that a server could act on was written."""

    still: Callable[[], bool]
    stopped: bool = False
    written: bool = False
    """A server may have got the body, or a part of it."""


_asked: ContextVar[Question | None] = ContextVar("asked_before_writing", default=None)


@contextlib.contextmanager
def asking_before(still: Callable[[], bool]) -> Iterator[Question]:
    """Requests made within are written only if `still` says yes at that very moment.

    Their session needs `tracing()`. A request that was stopped raises some ClientError.
    """
    question = Question(still)
    before = _asked.set(question)
    try:
        yield question
    finally:
        _asked.reset(before)


def trace_config() -> TraceConfig:
    """For a session's `trace_configs`.

    aiohttp calls this just before it hands a piece of the body to the socket, in one go with it:
    a process that is suspended after that has sent the request. Without its body a request is
    none, whatever has become of its headers.
    """
    config = TraceConfig()
    config.on_request_chunk_sent.append(_ask_question)
    return config


async def _ask_question(_session: ClientSession, _context: Any, _params: Any) -> None:
    question = _asked.get()
    if question is None:
        return
    if not question.still():
        question.stopped = True
        raise NotWritten
    question.written = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Who we are to Slack (`auth.test`)."""

    workspace_id: str
    workspace_name: str
    bot_user_id: str
    workspace_url: str = ""
    """With a slash at the end, as Slack gives it."""
    date: str = ""
    """Slack's own clock, as the answer's header says it."""


class _LeanClient(AsyncWebClient):
    """What goes as JSON goes straight through the session: the SDK copies and words each request
    for a log and for retries, and we have neither."""

    async def api_call(
        self, api_method: str, *, json: dict[str, Any] | None = None, **others: Any
    ) -> AsyncSlackResponse:
        if json is None or others or self.session is None:
            return await super().api_call(api_method, json=json, **others)
        url = f"{self.base_url}{api_method}"
        headers = {
            **self.headers,
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json;charset=utf-8",
        }
        body = to_json(json)
        async with self.session.post(url, data=body, headers=headers, proxy=self.proxy) as answer:
            raw = await answer.read()
        response = AsyncSlackResponse(
            client=self,
            http_verb="POST",
            api_url=url,
            req_args={},
            data=object_in(raw),  # empty where another has answered, as the status says
            headers=answer.headers,  # type: ignore[arg-type]  # the SDK's own calls give these too
            status_code=answer.status,
        )
        response.validate()  # type: ignore[no-untyped-call]
        return response


def make_client(token: str, *, api_url: str, timeout: float) -> AsyncWebClient:
    """A client with one shared session and none of the SDK's retries, which post twice.

    Make it inside the running loop; close `client.session` at the end.
    """
    session = ClientSession(
        # A hundred may be posted at once, and who they are is asked beside that.
        connector=TCPConnector(limit=200),
        timeout=ClientTimeout(total=timeout),
        trace_configs=[trace_config()],
    )
    client = _LeanClient(
        token=token,
        base_url=api_url,
        timeout=int(timeout),
        session=session,
        retry_handlers=[],
        trust_env_in_session=False,
    )
    client.logger.setLevel(logging.WARNING)  # or each request is put into words for no log
    return client


@contextlib.asynccontextmanager
async def slack_client(settings: Settings) -> AsyncIterator[AsyncWebClient]:
    """A client as the settings say; its session is closed at the end."""
    client = make_client(
        settings.slack_bot_token.get_secret_value(),
        api_url=settings.slack_api_url,
        timeout=settings.slack_timeout,
    )
    try:
        yield client
    finally:
        if client.session is not None:
            await client.session.close()


class _LeanApp(AsyncApp):
    """Bolt gives each request a client of its own, whose token a listener may change. Ours change
    none, so one client serves them all."""

    def _init_context(self, req: AsyncBoltRequest) -> None:
        req.context.update(
            logger=self.logger,
            token=self.client.token,
            client=self.client,
            listener_runner=self.listener_runner,
        )


_NOT_NEEDED = {
    "ssl_check_enabled": False,  # the door answers these two before Bolt
    "url_verification_enabled": False,
    "attaching_function_token_enabled": False,  # we have no steps of workflows
}


def bolt_app(client: AsyncWebClient, **settings: Any) -> AsyncApp:
    """A Bolt app that acknowledges a request when its listener ends, events too.

    Bolt would read tokens and OAuth settings from the environment by itself; while the app is made
    it sees none of them, since ours come from Settings alone.
    """
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("SLACK_")}
    try:
        # Without a name Bolt walks the sources of every loaded module for one.
        given = {**_NOT_NEEDED, **settings}
        return _LeanApp(name="convenor", client=client, process_before_response=True, **given)
    finally:
        os.environ.update(hidden)


async def introduce_app(
    client: AsyncWebClient, tell: Callable[[str], None] = lambda _: None
) -> Installation:
    """`auth.test`, waiting for Slack as long as it takes; TokenRefused for a wrong token.

    `tell` hears why it waits.
    """

    async def ask() -> Installation:
        answer = await client.auth_test()
        workspace_id, bot_user_id = answer["team_id"], answer["user_id"]
        if not (isinstance(workspace_id, str) and workspace_id and isinstance(bot_user_id, str)):
            raise NotOpened("auth.test does not say who we are")
        return Installation(
            workspace_id=workspace_id,
            workspace_name=str(answer.get("team") or workspace_id),
            bot_user_id=bot_user_id,
            workspace_url=str(answer.get("url") or ""),
            date=answer.headers.get("Date") or "",
        )

    return await ask_patiently("auth.test", ask, "SLACK_BOT_TOKEN", tell)

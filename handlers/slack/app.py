"""Builds the Bolt app: one listener for each kind of payload, each answered within its ack."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import NotSaved
from bot.languages import _, speaking
from bot.ports.watcher import Nobody, Watcher
from handlers.later import LaterModule
from handlers.slack.client.connection import bolt_app
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.dispatch.draft_keeper import DraftKeeper
from handlers.slack.dispatch.file_reply import FileSender
from handlers.slack.dispatch.home_keeper import HomeKeeper
from handlers.slack.dispatch.travelling import (
    Modals,
    fail_request,
    late_view,
    leave_unacknowledged,
    to_wire,
    working_ack,
)
from handlers.slack.request import Call, Kind, Route, say_words
from handlers.slack.request import request as calls
from handlers.slack.request.drafting import TYPED
from handlers.slack.request.replier import Replier
from handlers.slack.request.response import Wire

if TYPE_CHECKING:
    from handlers.slack import routes
else:
    routes = LaterModule("handlers.slack.routes")

log = logging.getLogger(__name__)

T = TypeVar("T")
BoltListener = Callable[[AsyncAck, dict[str, Any]], Awaitable[BoltResponse | None]]

BUDGET = 2.0
"""Seconds for the answer to travel in the ack; Slack gives up after three."""
ANYTHING = re.compile(".*", re.DOTALL)


@dataclass(kw_only=True)
class Front:
    """Takes calls, acknowledges them, and keeps what goes on behind the ack to be waited for."""

    desk: Desk
    client: AsyncWebClient
    files: FileSender
    budget: float = BUDGET
    events: Callable[[Call], Awaitable[None]]
    """What events change outside the desk: caches, a token's end. Runs before the route."""
    watcher: Watcher = field(default_factory=Nobody)
    stopping: bool = False
    """Set when the process ends: what arrives now is left unanswered, for Slack to retry."""
    _replier: Replier = field(init=False)
    _modals: Modals = field(init=False)
    _behind: set[asyncio.Task[Any]] = field(default_factory=set)
    _running: int = 0
    _drafts: DraftKeeper = field(init=False)
    homes: HomeKeeper = field(init=False)

    def __post_init__(self) -> None:
        self._replier = Replier(self.client)
        self._modals = Modals(self.client, self._replier)
        self._drafts = DraftKeeper(desk=self.desk)
        self.homes = HomeKeeper(desk=self.desk, client=self.client)

    def app(self, **settings: Any) -> AsyncApp:
        """The Bolt app; `settings` go to AsyncApp (signing_secret, request verification)."""
        # A request is acknowledged when its listener ends, so that an acknowledged request is
        # a saved one and Slack's retries mean something.
        app = bolt_app(self.client, **settings)
        for register, kind, listener in (
            (app.command, "command", self.on_command),
            (app.action, "press", self.on_press),
            (app.view, "submission", self.on_submission),
            (app.view_closed, "closed", self.on_closed),
            (app.shortcut, "shortcut", self.on_shortcut),
            (app.options, "options", self.on_options),
            (app.event, "event", self.on_event),
        ):
            register(ANYTHING)(self._counted(kind, listener))
        app.error(fail_request)
        return app

    async def drain(self, seconds: float) -> None:
        """Wait for what runs and for what goes on behind acks, at most so long; then end it."""
        self.stopping = True
        try:
            await asyncio.wait_for(self.quiet(), seconds)
        except TimeoutError:
            log.warning("cut_off_at_stop", extra={"tasks": len(self._behind)})
            for task in self._behind:
                task.cancel()

    async def quiet(self) -> None:
        """Return once nothing runs and nothing goes on behind an ack."""
        while self._running or self._behind:
            await asyncio.sleep(0.005)

    def _counted(self, kind: str, listener: BoltListener) -> BoltListener:
        """The listener, counted while it runs, and not begun once the process is stopping."""

        async def run(ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
            if self.stopping:
                self.watcher.left(kind)
                return leave_unacknowledged()
            self._running += 1
            began = time.monotonic()
            acked = False
            try:
                answer = await listener(ack, body)
                acked = answer is None
                return answer
            finally:
                self._running -= 1
                self.homes.wake()
                if acked:
                    self.watcher.acked(kind, time.monotonic() - began)
                else:
                    self.watcher.left(kind)

        return run

    # One listener a kind; Bolt hands each its arguments by name ------------------------------

    async def on_command(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        call, route = routes.route_command(body)
        await self._answer(call, route, ack)

    async def on_press(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        call = calls.read_press(body)
        self._keep_draft(call)
        route = routes.find_route(call)
        if call.id == TYPED or (route is None and body["actions"][0].get("url")):
            await ack()  # a key in a form, or a link that the browser has opened
            return
        await self._answer(call, route, ack)
        if call.in_home:
            self.homes.wake(at_once=True)

    async def on_submission(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        call = calls.read_submission(body)
        self._drafts.sent(call)
        await self._answer(call, routes.find_route(call), ack)

    async def on_shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        call = calls.read_shortcut(body)
        await self._answer(call, routes.find_route(call), ack)

    async def on_closed(self, ack: AsyncAck, _body: dict[str, Any]) -> None:
        await ack()

    async def on_options(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Nothing where it is late: Slack asks again at the next letter."""
        call = calls.read_suggestion(body)
        route, wire = routes.find_route(call), Wire(ack={"options": []})
        if route is None:
            log.warning("unknown_call", extra={"kind": call.kind, "call": call.id})
        else:
            with suppress(TimeoutError):
                wire = await asyncio.wait_for(self.desk.answer(call, route), self.budget)
        await ack(**wire.ack)

    async def on_event(self, ack: AsyncAck, body: dict[str, Any]) -> BoltResponse | None:
        call, route = routes.route_event(calls.read_event(body))
        try:
            await self.events(call)
            if route is not None:
                await self._behind_ack(call, await self.desk.answer(call, route))
        except NotSaved:
            log.warning("event_left", extra={"call": call.id})
            return leave_unacknowledged()
        await ack()
        if call.id == "app_home_opened":
            self.homes.wake(at_once=True)
        return None

    # The way of an answer ---------------------------------------------------------------------

    async def _answer(self, call: Call, route: Route | None, ack: AsyncAck) -> None:
        with speaking(self.desk.language_of(call)):
            await self._answer_in_time(call, route, ack)

    async def _answer_in_time(self, call: Call, route: Route | None, ack: AsyncAck) -> None:
        if route is None:
            log.warning("unknown_call", extra={"kind": call.kind, "call": call.id})
            wire = to_wire(
                call, say_words("I don't know this button or form any more. Nothing changed.")
            )
            await self._deliver(call, wire, ack)
            return
        started = time.monotonic()
        opened = None
        if (title := route.opening(call)) is not None and call.trigger_id:
            opened = self._spawn(self._modals.open_empty(call, _(title)))
        work = asyncio.ensure_future(self._work(call, route))
        done, _waiting = await asyncio.wait({work}, timeout=self.budget)
        milliseconds = round(1e3 * (time.monotonic() - started))
        said = {"kind": call.kind, "call": call.id, "ms": milliseconds, "in_ack": bool(done)}
        log.info("answered", extra=said)
        if opened is not None:
            await ack()
            self._spawn(self._modals.fill(call, work, opened))
        elif done:
            await self._deliver(call, work.result(), ack)
        else:
            await ack(**working_ack(call))
            self._spawn(self._late(call, work))

    async def _work(self, call: Call, route: Route) -> Wire:
        if call.kind is Kind.SHORTCUT and call.message_ts:
            call = replace(call, link=await self._replier.find_link(call))
        return await self.desk.answer(call, route)

    async def _deliver(self, call: Call, wire: Wire, ack: AsyncAck) -> None:
        await ack(**wire.ack)
        if "errors" in wire.ack:
            self._keep_draft(call)
        await self._behind_ack(call, wire)

    def _keep_draft(self, call: Call) -> None:
        if (keeping := self._drafts.typed(call)) is not None:
            self._spawn(keeping)

    async def _behind_ack(self, call: Call, wire: Wire) -> None:
        with speaking(wire.language):
            if wire.respond is not None or wire.picture is not None:
                self._spawn(self._say(call, wire))
            if wire.view is not None:
                self._spawn(self._modals.show(call, wire))
            if wire.file is not None:
                self._spawn(self._follow(call, self.files.send(call, wire.file)))
            if wire.later is not None:  # its end is an answer to a press
                press = replace(call, kind=Kind.PRESS, view_hash=None)
                later = self.desk.answer(press, Route(run=wire.later, apart=True))
                self._spawn(self._follow(press, later))

    async def _say(self, call: Call, wire: Wire) -> None:
        if wire.respond is not None:
            await self._replier.respond(call, wire.respond)
        if wire.picture is not None:
            await self.files.show_picture(wire.picture, call)

    async def _follow(self, call: Call, answer: Awaitable[Wire]) -> None:
        await self._behind_ack(call, await answer)

    async def _late(self, call: Call, work: "asyncio.Future[Wire]") -> None:
        if call.in_home and call.trigger_id:  # a second later nothing could be opened any more
            opened = self._spawn(self._modals.open_empty(call, "Convenor"))
            await self._modals.fill(call, work, opened)
            return
        wire = await work
        if call.kind is Kind.SUBMISSION:
            if "errors" in wire.ack:
                self._keep_draft(call)
            update = self.client.views_update(view_id=call.view_id, view=late_view(wire))
            await self._replier.attempt(update)
            return
        if wire.ack and call.kind is Kind.COMMAND:
            await self._replier.respond(call, wire.ack)
        await self._behind_ack(call, wire)

    def _spawn(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        task = asyncio.create_task(work)
        self._behind.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: "asyncio.Task[Any]") -> None:
        self._behind.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("failed_behind_ack", exc_info=error)

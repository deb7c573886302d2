"""The pretend Slack itself: state, app, time and deliveries, shared by all of its doors."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from handlers.sandbox.app import AppConfig, Arrival, Call, Exhibit, Hooks, Timing
from handlers.sandbox.clock import MovingClock
from handlers.sandbox.conversations import Conversation
from handlers.sandbox.delivery.events import Events
from handlers.sandbox.delivery.outbox import Outbox, Parcel, Undelivered
from handlers.sandbox.delivery.signed_http import SignedHttp
from handlers.sandbox.delivery.socket_mode import SocketMode
from handlers.sandbox.faults import CONNECTING, Faults, Rates
from handlers.sandbox.messages import Message
from handlers.sandbox.modals import Modals, ResponseUrls, Triggers
from handlers.sandbox.store import Store
from handlers.sandbox.traffic import Stream, Traffic
from handlers.sandbox.workspace import Workspace, prepare


class Core:
    """One running sandbox; `url` is its own address without a slash at the end."""

    def __init__(
        self,
        *,
        state: Path | None,
        sample: Mapping[str, Any],
        config: AppConfig,
        clock: MovingClock,
        real_now: Callable[[], float],
        timing: Timing,
        most_calls: int | None,
        hooks: Callable[[], Hooks],
    ) -> None:
        self.config = config
        self.clock = clock
        self.timing = timing
        self.hooks = hooks
        self.url = ""
        self.stopping = asyncio.Event()
        self.store = Store(state)
        # A first start that breaks off leaves an empty file, so that the next one starts afresh.
        with self.store.together():
            is_new = prepare(self.store, sample)
            self.workspace = Workspace(self.store, clock.now)
            clock.restore(float(self.workspace.setting("clock_offset") or 0))
            self.workspace.install(config)
            if is_new:
                self.workspace.fill(sample)
        clock.moved = self._clock_moved
        self._real_now = real_now
        self._forget()
        self.stream = Stream(self.workspace.may_see)
        self.faults = Faults()
        self.rates = Rates(real_now)
        self.socket_mode = SocketMode(
            self.workspace.app["id"],
            timing.ack,
            lambda: self.stream.tell("workspace"),
            lambda: self.faults.take(CONNECTING),
            timing.refresh_warning,
        )
        self.traffic = Traffic(clock.now)
        self.outbox = Outbox(self._transport(), timing, self.faults, self.traffic)
        self.events = Events(self.workspace, config, self.outbox)
        self.calls: deque[Call] = deque(maxlen=most_calls)
        self.replaced = 0
        """How often the whole workspace was, so that an open page knows that it is another."""

    @property
    def token_problem(self) -> str | None:
        """Why the bot token is dead (`account_inactive` or `token_revoked`), or None."""
        problem: str | None = self.workspace.setting("token_problem")
        return problem

    def write(
        self,
        conversation: Conversation,
        user: str,
        text: str,
        *,
        method: str | None = None,
        **fields: Any,
    ) -> Message:
        """Keep a new message with these fields of `Message`, and tell pages and the app of it.
        `method` names the way by which the app posted it; None when a person wrote it. Its files
        are shared by it. Refused when it shows a picture that cannot be shown."""
        ts = self.workspace.new_ts()
        message = Message(ts=ts, channel=conversation.id, user=user, text=text, **fields)
        self.workspace.files.check(message.blocks or ())
        with self.store.together():
            self.workspace.messages.save(message)
            for file in message.files or ():
                self.workspace.files.share(file["id"], conversation.id)
            if method is not None:
                where, said = (message.channel, ts), (message.metadata, text)
                arrival = Arrival(method, *where, *said, self.clock.now(), message.to)
                self.workspace.messages.note_arrival(arrival)
        self.announce(conversation, message)
        self.events.tell_of_message(message, conversation)
        return message

    def replace(self, documents: Mapping[str, Mapping[str, Any]]) -> None:
        """Take these documents in place of all that the workspace was."""
        self.store.replace(documents)
        self.workspace.read()
        self.workspace.files.url = self.url
        self.workspace.install(self.config)
        self._forget()

    def _forget(self) -> None:
        """Begin afresh with what belongs to the workspace as it now is."""
        self.modals = Modals(self.workspace)
        self.triggers = Triggers(self._real_now, self.timing.trigger)
        self.response_urls = ResponseUrls(self._real_now, self.timing.response_url)
        self.exhibits: list[Exhibit] = []

    def change(
        self, message: Message, conversation: Conversation, *, before: dict[str, Any]
    ) -> None:
        """Write down a changed message; `before` is its message object until now."""
        self.workspace.files.check(message.blocks or ())
        self.keep(message, conversation)
        if message.to is None:
            self.events.tell_of_change("message_changed", message, conversation, before)

    def keep(self, message: Message, conversation: Conversation) -> None:
        """Write down what changed at a message, and tell open pages of it, but not the app."""
        self.workspace.messages.save(message)
        self.announce(conversation, message)

    def delete(self, message: Message, conversation: Conversation) -> None:
        """Delete a message; one with replies leaves a tombstone, as in Slack."""
        before = self.workspace.as_message(message)
        if self.workspace.messages.replies(message.channel, message.ts):
            text = "This message was deleted."
            place = (message.ts, message.channel, message.user)
            self.workspace.messages.save(Message(*place, text, subtype="tombstone"))
        else:
            self.workspace.messages.remove(message)
        self.announce(conversation, message)
        if message.to is None:
            self.events.tell_of_change("message_deleted", message, conversation, before)

    async def ask(self, parcel: Parcel) -> Any:
        """Deliver a command or an interaction; raises Undelivered, at once for a removed app."""
        if self.token_problem is not None:
            raise Undelivered(self.token_problem, "dispatch_failed", retry=False)
        return await self.outbox.ask(parcel)

    def announce(self, conversation: Conversation, message: Message | None = None) -> None:
        """Tell open pages of a message new, changed or gone, or of a changed conversation."""
        if message is None:
            self.stream.tell("conversations", channel=conversation.id)
            return
        place = {"channel": conversation.id, "ts": message.ts, "thread_ts": message.thread_ts}
        self.stream.tell("messages", **place, to=message.to)

    async def end_connections(self) -> None:
        """End open pages, deliveries under way and the app's sockets."""
        self.stream.close()
        await self.outbox.stop()
        await self.socket_mode.stop()

    async def use_request_url(self, url: str | None) -> None:
        """Send everything to this address from now on, or with None over Socket Mode."""
        old = self.outbox.transport
        self.config = replace(self.config, request_url=url)
        self.outbox.transport = self._transport()
        await old.stop()
        self.stream.tell("workspace")

    def _transport(self) -> SocketMode | SignedHttp:
        if self.config.request_url is None:
            return self.socket_mode
        return SignedHttp(
            self.config.request_url, self.config.signing_secret, self.timing.ack, self._real_now
        )

    def _clock_moved(self, offset: float) -> None:
        self.workspace.set("clock_offset", offset)
        self.stream.tell("clock")

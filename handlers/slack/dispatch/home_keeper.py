"""Keeps the Home tabs true that people have open: looked at again, published where they differ.

A Home is made of nothing but what is stored and the moment. So nobody has to say what they
changed, nothing is owed that a restart could lose, and what did not change is not published.
A Home that nobody has opened for long is emptied: what it showed may be no longer theirs to see.
"""

import asyncio
import logging
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import NotSaved
from bot.domain.errors import ContentRefused, PlaceClosed
from bot.languages import ENGLISH, _, choose_language, speaking
from bot.ports.ledgers.personal import STAYS_OPEN, OpenHome
from handlers.later import LaterModule
from handlers.slack.client.api_errors import NO_ANSWER, code_of, name_error
from handlers.slack.dispatch.dispatcher import Desk
from handlers.slack.kit import blocks as kit
from handlers.slack.kit import mark_of
from handlers.slack.request import Call, Kind, Route
from handlers.tasks import end_tasks

if TYPE_CHECKING:
    from handlers.slack.features.home import events
else:
    events = LaterModule("handlers.slack.features.home.events")

log = logging.getLogger(__name__)


def resting_view() -> dict[str, Any]:
    """A Home that nobody looks at: it says nothing of what is stored."""
    words = _("I fill this page when you open it. If it stays empty, please type /wg in a channel.")
    return {"type": "home", "callback_id": "home", "blocks": [kit.small(words)]}


HOME = Route(run=lambda scene: events.show_home_view(scene))
_RESTS = mark_of(repr(resting_view()))
"""Noted of a Home that rests, in whatever language."""
_NOT_THEIRS = (PlaceClosed, ContentRefused)
"""What Slack says of people who are gone; back again, they get theirs when they open it."""
_TRIES = 3
"""Publications after which ours stands, whatever was published meanwhile."""


@dataclass(kw_only=True)
class HomeKeeper:
    """`pause`: seconds between two looks, and never less than ten times what a look took, so that
    many writes cost a tenth of the time at most. `every`: seconds after which it looks unasked."""

    desk: Desk
    client: AsyncWebClient
    pause: float = 2.0
    every: float = 60.0
    _asked: asyncio.Event = field(default_factory=asyncio.Event)
    _hurried: asyncio.Event = field(default_factory=asyncio.Event)
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _task: "asyncio.Task[None] | None" = None

    def start(self) -> None:
        """The first look comes at once: what changed while nobody looked is shown then."""
        self._task = asyncio.create_task(self._go_on())

    async def stop(self) -> None:
        """Ends when the look that is under way has ended."""
        async with self._looking:
            await end_tasks(self._task)

    def wake(self, *, at_once: bool = False) -> None:
        """Something may have changed; `at_once`: somebody waits for it."""
        self._asked.set()
        if at_once:
            self._hurried.set()

    async def settle(self) -> None:
        """One look at every open Home, those that were just opened first; others are emptied."""
        async with self._looking:
            self._asked.clear()
            self._hurried.clear()
            memory, since = self.desk.memory, self.desk.now() - STAYS_OPEN
            for workspace_id in await memory.workspace_ids():
                rows = await memory.read(
                    workspace_id,
                    lambda work: (
                        *work.homes.open_since(since),
                        *work.homes.left_since(since, shows=_RESTS),
                    ),
                )
                for row in sorted(rows, key=lambda row: row.shows is not None):
                    await self._renew(workspace_id, row)

    async def _go_on(self) -> None:
        while True:
            began = time.monotonic()
            try:
                await self.settle()
            except NotSaved:
                log.warning("homes_not_read")
            took = time.monotonic() - began
            await _wait(self._hurried, max(self.pause, 10 * took))
            await _wait(self._asked, self.every)

    async def _renew(self, workspace_id: str, row: OpenHome) -> None:
        """Publish it where it shows something else now.

        Slack takes it only in the place of the publication that we know of. Where another process
        was quicker, this one makes it again from what is stored by then.
        """
        user_id = row.user_id
        for turn in range(1, _TRIES + 1):
            view = await self._view(workspace_id, row)
            shows = _RESTS if self._rests(row) else mark_of(repr(view))
            if view is None or shows == row.shows:
                return
            expected = row.hash if turn < _TRIES else None
            try:
                answer = await self.client.views_publish(user_id=user_id, view=view, hash=expected)
            except SlackApiError as error:
                if code_of(error) != "hash_conflict":
                    log.warning("home_refused", extra={"error": code_of(error)})
                    if shows == _RESTS and isinstance(name_error(error), _NOT_THEIRS):
                        await self._note_shown(workspace_id, row, shows, row.hash)
                    return
            except NO_ANSWER as error:  # perhaps it was published: the next look tries again
                log.warning("slack_unreachable", extra={"error": type(error).__name__})
                return
            else:
                await self._note_shown(workspace_id, row, shows, answer["view"]["hash"])
                return
            found = await self.desk.memory.read(workspace_id, lambda w: w.homes.get(user_id))
            row = found or row

    async def _view(self, workspace_id: str, row: OpenHome) -> dict[str, Any] | None:
        if self._rests(row):
            read = self.desk.memory.read
            person = await read(workspace_id, lambda work: work.people.get(row.user_id))
            locale = person.locale if person else ENGLISH
            with speaking(choose_language(locale, self.desk.languages)):
                return resting_view()
        call = Call(
            kind=Kind.HOME, id="home", workspace_id=workspace_id, user_id=row.user_id, key=""
        )
        return (await self.desk.answer(call, HOME)).view

    def _rests(self, row: OpenHome) -> bool:
        return row.opened_at < self.desk.now() - STAYS_OPEN

    async def _note_shown(
        self, workspace_id: str, row: OpenHome, shows: str, published: str | None
    ) -> None:
        await self.desk.memory.write(
            workspace_id, lambda work: work.homes.note_shown(row, shows=shows, published=published)
        )


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)

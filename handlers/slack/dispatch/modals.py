"""Modals: opened while the trigger lives, then filled with the answer."""

import asyncio
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.languages import _
from handlers.slack.dispatch.travelling import late_words, loading_view, reply_blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Call, say_words
from handlers.slack.request.replier import Replier
from handlers.slack.request.response import Wire


@dataclass(frozen=True, slots=True)
class Modals:
    """Shows what an answer holds as a view; where Slack refuses it, the replier notes that."""

    client: AsyncWebClient
    replier: Replier

    async def open_empty(self, call: Call, title: str) -> str | None:
        """The view id of a modal opened with nothing in it yet; None when Slack refused."""
        view = loading_view(title, _("One moment…"))
        opener = self.client.views_push if call.in_modal else self.client.views_open
        answer = await self.replier.attempt(opener(trigger_id=call.trigger_id or "", view=view))
        return answer["view"]["id"] if answer else None

    async def fill(
        self, call: Call, work: "asyncio.Future[Wire]", opened: "asyncio.Task[str | None]"
    ) -> None:
        """Once both are there: the modal that was opened, or words where none was."""
        view_id, wire = await opened, await work
        if view_id is None:  # the trigger was too old: the answer still reaches the person
            words = say_words("Slack did not open the form in time. Please try again.").body()
            await self.replier.respond(call, wire.ack or wire.respond or words)
            return
        told = late_words(wire) if call.in_home else reply_blocks(wire)
        view = wire.view or kit.modal("told", "Convenor", told)
        await self.replier.attempt(self.client.views_update(view_id=view_id, view=view))

    async def show(self, call: Call, wire: Wire) -> None:
        """In the place of the modal that the call came from, or in one that is opened."""
        view = dict(wire.view or {})
        if wire.opens is None:
            await self.replier.attempt(
                self.client.views_update(view_id=call.view_id, view=view, hash=call.view_hash)
            )
        else:
            opener = self.client.views_push if wire.opens == "push" else self.client.views_open
            await self.replier.attempt(opener(trigger_id=call.trigger_id, view=view))

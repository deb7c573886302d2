"""How an answer travels: in the acknowledgement, behind it, or in a modal; a refusal too."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain import NotValid, Refusal
from bot.domain.errors import AskAgain
from bot.languages import N_, _
from handlers.slack.kit import blocks as kit
from handlers.slack.request import Answer, Call, Kind, Reply, ShowView, response, say_words
from handlers.slack.request.ask_back import ask_group
from handlers.slack.request.context import WhichGroup
from handlers.slack.request.help import typed_back
from handlers.slack.request.replier import Replier

log = logging.getLogger(__name__)

_NO_FORM = N_(
    "That needs a form, and a message can't open one. Please type {command} in the channel's own "
    "message field, or write all of it in one message."
)


def to_wire(call: Call, answer: Answer) -> response.Wire:
    """How an answer travels depends on what it answers."""
    match answer:
        case Reply(again=Reply() as again):
            return replace(to_wire(call, replace(answer, again=None)), again=to_wire(call, again))
        case response.Quiet():
            return response.Wire()
        case response.FieldErrors(errors=errors):
            return response.Wire(ack={"response_action": "errors", "errors": dict(errors)})
        case ShowView() if call.kind is Kind.EVENT:
            said = say_words(_NO_FORM, command=call.id)
            return to_wire(call, Reply(blocks=[*said.blocks, *typed_back(call.typed)]))
        case response.PushView(view=view):
            return response.Wire(view=dict(view), opens="push" if call.in_modal else "open")
        case ShowView(view=view) if call.kind is Kind.SUBMISSION:
            return response.Wire(ack={"response_action": "update", "view": dict(view)})
        case ShowView(view=view):
            return response.Wire(view=dict(view), opens=None if call.in_modal else "open")
        case response.SendFile() | response.MakeFile():
            return response.Wire(file=answer)
        case response.Later(told=told, run=run):
            return replace(to_wire(call, told), later=run)
        case response.Suggest(offered=offered):
            return response.Wire(ack=dict(offered))
        case _ if call.kind is Kind.OPTIONS:
            return response.Wire(ack={"options": []})
        case Reply() if call.kind is Kind.COMMAND:
            ack = {"response_type": "ephemeral", **answer.body()}
            return response.Wire(ack=ack, picture=answer.picture)
        case Reply() if call.kind is Kind.SUBMISSION or (call.view_id and not call.response_url):
            view = kit.modal("told", "Convenor", answer.blocks)
            if call.kind is Kind.SUBMISSION:
                return response.Wire(ack={"response_action": "update", "view": view})
            return response.Wire(view=view, opens="open" if call.in_home else None)
        case Reply():
            body = {"response_type": "ephemeral", "replace_original": answer.replace}
            return response.Wire(respond=body | answer.body(), picture=answer.picture)


def loading_view(title: str, words: str) -> dict[str, Any]:
    """A modal that waits for its answer."""
    return kit.modal("loading", title, [kit.rich(kit.line(words))])


def working_ack(call: Call) -> dict[str, Any]:
    """What is acknowledged where the budget is over, and the answer will come behind."""
    if call.kind is Kind.COMMAND:
        return {"text": _("Working on it…")}
    if call.kind is Kind.SUBMISSION:
        return {"response_action": "update", "view": loading_view("Convenor", _("Saving…"))}
    return {}


def reply_blocks(wire: response.Wire) -> list[kit.Block]:
    body = wire.ack or wire.respond or {}
    return list(body.get("blocks") or [kit.rich(kit.say("Nothing to show."))])


def late_words(wire: response.Wire) -> list[kit.Block]:
    said = (wire.ack.get("errors") or {}).values() or [_("Saved.")]
    return [kit.rich(*map(kit.line, said))]


def late_view(wire: response.Wire) -> kit.View:
    """What takes the place of a modal whose answer is late."""
    view: kit.View | None = wire.ack.get("view")
    return view or kit.modal("told", "Convenor", late_words(wire))


def leave_unacknowledged() -> BoltResponse:
    """No acknowledgement, where Bolt would give an event its own: Slack sends it again."""
    return BoltResponse(status=503)


async def fail_request(error: Exception) -> BoltResponse:
    """Replaces Bolt's own line, which quotes the error's words and with them people's."""
    log.error("listener_failed", exc_info=error)
    return leave_unacknowledged()


def answer_refusal(call: Call, refusal: Refusal) -> Answer:
    """Its words, or the question that it asks."""
    if isinstance(refusal, WhichGroup):
        return ask_group(call, refusal)
    field_name = refusal.field if isinstance(refusal, NotValid) else None
    keeps_typed = not isinstance(refusal, AskAgain)
    return answer_failure(call, refusal.words, field_name, keeps_typed=keeps_typed)


def answer_failure(
    call: Call, words: str, field_name: str | None = None, *, keeps_typed: bool = True
) -> Answer:
    """Words beside the field in a modal, else with the typed text."""
    if call.kind is Kind.SUBMISSION:  # beside the named input, else the first
        if field_name not in call.fields:
            field_name = next(iter(call.fields), None)
        return response.FieldErrors({field_name: words}) if field_name else say_words(words)
    typed = typed_back(call.typed) if keeps_typed and call.typed and call.raw else []
    return Reply(blocks=[*say_words(words).blocks, *typed])


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
        self, call: Call, work: "asyncio.Future[response.Wire]", opened: "asyncio.Task[str | None]"
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

    async def show(self, call: Call, wire: response.Wire) -> None:
        """In the place of the modal that the call came from, or in one that is opened."""
        view = dict(wire.view or {})
        if wire.opens is None:
            await self.replier.attempt(
                self.client.views_update(view_id=call.view_id, view=view, hash=call.view_hash)
            )
        else:
            opener = self.client.views_push if wire.opens == "push" else self.client.views_open
            await self.replier.attempt(opener(trigger_id=call.trigger_id, view=view))

"""What the page does: one function for each POST route, with the JSON body it takes."""

from collections.abc import Awaitable, Callable
from typing import Any

from handlers.sandbox.acting import commands, conversing, pressing, submitting
from handlers.sandbox.acting.access import Answer, Given, actor, given_text
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.outbox import Undelivered
from handlers.sandbox.delivery.socket_mode import SOCKET_DEEDS
from handlers.sandbox.faults import Fault
from handlers.sandbox.people import Person
from handlers.sandbox.refusal import NotClear, Refused


async def faults(core: Core, given: Given) -> Answer:
    """`{method, fault, times?, share?, seed?, seconds?, channel?}` or `{clear: true}`."""
    if given.get("clear"):
        core.faults.clear()
        return None
    try:
        fault = Fault(
            method=given_text(given, "method"),
            kind=given_text(given, "fault"),
            times=None if given.get("times") is None else int(given["times"]),
            share=float(given.get("share", 1.0)),
            seed=int(given.get("seed", 0)),
            seconds=float(given.get("seconds", given.get("retry_after", 1))),
            channel=given.get("channel"),
        )
    except (ValueError, TypeError) as wrong:
        raise NotClear(str(wrong)) from wrong
    core.faults.add(fault)
    return None


async def sockets(core: Core, given: Given) -> Answer:
    """`{do: "freeze" | "deafen" | "thaw" | "close" | "refresh" | "warn"}`: to all WebSockets."""
    deed = given_text(given, "do")
    if deed == "refresh":
        await core.socket_mode.refresh()
    elif deed == "warn":
        await core.socket_mode.warn()
    elif deed in SOCKET_DEEDS:
        core.socket_mode.treat(deed)
    else:
        raise NotClear(f"do is one of {', '.join(SOCKET_DEEDS)}, refresh or warn.")
    return {"connections": core.socket_mode.connections}


async def canvases(core: Core, given: Given) -> Answer:
    """`{offered: bool}`: whether this workspace has canvases at all, as Slack's plans differ."""
    core.workspace.set("no_canvases", not given.get("offered", True))
    return None


async def rates(core: Core, given: Given) -> Answer:
    """`{limited: bool}`: whether calls are counted and refused as Slack's tiers say."""
    core.rates.on = bool(given.get("limited", True))
    return None


BY_PERSON: dict[str, Callable[[Core, Person, Given], Awaitable[Answer]]] = {
    "say": conversing.say,
    "say/edit": conversing.edit,
    "say/delete": conversing.delete,
    "react": conversing.react,
    "command": commands.command,
    "press": pressing.press_in_message,
    "view/action": pressing.press_in_view,
    "view/submit": submitting.submit,
    "view/close": submitting.close,
    "options": pressing.suggest,
    "shortcut": pressing.shortcut,
    "conversation/mark": conversing.mark,
    "conversation/open": conversing.open_direct_message,
    "conversation/create": conversing.create,
    "conversation/invite": conversing.invite,
    "conversation/leave": conversing.remove,
    "conversation/remove": conversing.remove,
    "conversation/join": conversing.join,
}
"""What a person does, named by `as` in the body."""
BY_NOBODY: dict[str, Callable[[Core, Given], Awaitable[Answer]]] = {
    "canvases": canvases,
    "faults": faults,
    "rates": rates,
    "sockets": sockets,
}


async def do(core: Core, deed: str, given: Given) -> dict[str, Any]:
    """Do what the page asks for; NotAllowed, NotThere or NotClear where that is not to be done. A
    person is told where the app cannot be reached, or where Slack does not take its answer."""
    if deed in BY_NOBODY:
        return {"ok": True, **(await BY_NOBODY[deed](core, given) or {})}
    person = actor(core, given_text(given, "as"))
    try:
        return {"ok": True, **(await BY_PERSON[deed](core, person, given) or {})}
    except Undelivered as failure:
        answer: dict[str, Any] = {"error": failure.error}
        what = "could not be reached"
        if failure.error == "operation_timeout":
            what = "did not answer in time"
        words = f"{core.config.bot_name} {what} ({failure.error})"
    except Refused as refusal:
        answer = {"error": refusal.error, "messages": refusal.messages}
        words = f"{core.config.bot_name}’s answer was not understood ({refusal.error})"
    core.stream.tell("notice", text=words, to=person.id)
    return {"ok": False, **answer}

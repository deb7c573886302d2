"""What the page does: one function for each POST route, with the JSON body it takes."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from handlers.sandbox.acting import (
    commands,
    pressing,
    rooms,
    speaking,
    submitting,
    suggesting,
)
from handlers.sandbox.acting.access import actor, visible
from handlers.sandbox.core import Core
from handlers.sandbox.delivery.connection import SOCKET_DEEDS
from handlers.sandbox.faults import Fault
from handlers.sandbox.refusal import NotClear

Body = Mapping[str, Any]
Deed = Callable[[Core, Body], Awaitable[dict[str, Any]]]


def text(body: Body, key: str) -> str:
    """A string that must be there."""
    value = body.get(key)
    if not isinstance(value, str) or not value:
        raise NotClear(f"{key} is missing.")
    return value


async def say(core: Core, body: Body) -> dict[str, Any]:
    """`{channel, text, thread_ts?}`: write a message."""
    person = actor(core, text(body, "as"))
    channel, words = text(body, "channel"), text(body, "text")
    return speaking.say(core, person, channel=channel, text=words, thread_ts=body.get("thread_ts"))


async def command(core: Core, body: Body) -> dict[str, Any]:
    """`{channel, command, text}`: run a slash command."""
    return await commands.command(
        core,
        actor(core, text(body, "as")),
        channel=text(body, "channel"),
        name=text(body, "command"),
        text=str(body.get("text") or ""),
        in_thread=bool(body.get("thread_ts")),
    )


async def press(core: Core, body: Body) -> dict[str, Any]:
    """`{channel, ts, block_id, action_id, …}`: use an element of a message."""
    return await pressing.press_in_message(core, actor(core, text(body, "as")), body)


async def view_action(core: Core, body: Body) -> dict[str, Any]:
    """`{view_id, block_id, action_id, values, …}`: use an element of a view."""
    return await pressing.press_in_view(core, actor(core, text(body, "as")), body)


async def options(core: Core, body: Body) -> dict[str, Any]:
    """`{view_id | channel and ts, block_id, action_id, value}`: options of an external_select."""
    return await suggesting.suggest(core, actor(core, text(body, "as")), body)


async def view_submit(core: Core, body: Body) -> dict[str, Any]:
    """`{view_id, values}`: submit the topmost modal."""
    person = actor(core, text(body, "as"))
    values = body.get("values") or {}
    if not isinstance(values, Mapping):
        raise NotClear("values is an object.")
    return await submitting.submit(core, person, text(body, "view_id"), values)


async def view_close(core: Core, body: Body) -> dict[str, Any]:
    """`{view_id, all?}`: close a modal, or all of them."""
    person = actor(core, text(body, "as"))
    everything = bool(body.get("all", False))
    return submitting.close(core, person, text(body, "view_id"), everything=everything)


async def shortcut(core: Core, body: Body) -> dict[str, Any]:
    """`{callback_id, channel?, ts?}`: run a shortcut."""
    return await pressing.shortcut(
        core,
        actor(core, text(body, "as")),
        text(body, "callback_id"),
        channel=body.get("channel"),
        ts=body.get("ts"),
    )


async def conversation_open(core: Core, body: Body) -> dict[str, Any]:
    """`{user, tab?}`: open a direct message; with the app, `tab` is home or messages."""
    person = actor(core, text(body, "as"))
    opened = speaking.open_direct_message(core, person, text(body, "user"), tab=body.get("tab"))
    return {"ok": True, "channel": opened.id}


async def conversation_create(core: Core, body: Body) -> dict[str, Any]:
    """`{name, private}`: create a channel."""
    person = actor(core, text(body, "as"))
    private = bool(body.get("private", False))
    created = rooms.create(core, person, name=text(body, "name"), private=private)
    return {"ok": True, "channel": created.id}


async def conversation_invite(core: Core, body: Body) -> dict[str, Any]:
    """`{channel, user}`: let someone in."""
    person = actor(core, text(body, "as"))
    rooms.invite(core, person, text(body, "channel"), text(body, "user"))
    return {"ok": True}


async def conversation_leave(core: Core, body: Body) -> dict[str, Any]:
    """`{channel}`: leave a channel."""
    person = actor(core, text(body, "as"))
    rooms.leave(core, visible(core, person, text(body, "channel")), person.id)
    return {"ok": True}


async def conversation_remove(core: Core, body: Body) -> dict[str, Any]:
    """`{channel, user}`: take someone else, or the app, out of a channel."""
    person = actor(core, text(body, "as"))
    rooms.leave(core, visible(core, person, text(body, "channel")), text(body, "user"))
    return {"ok": True}


async def conversation_join(core: Core, body: Body) -> dict[str, Any]:
    """`{channel}`: join a public channel."""
    rooms.join(core, actor(core, text(body, "as")), text(body, "channel"))
    return {"ok": True}


async def faults(core: Core, body: Body) -> dict[str, Any]:
    """`{method, fault, times?, share?, seed?, seconds?, channel?}` or `{clear: true}`."""
    if body.get("clear"):
        core.faults.clear()
        return {"ok": True}
    try:
        fault = Fault(
            method=text(body, "method"),
            kind=text(body, "fault"),
            times=body.get("times"),
            share=float(body.get("share", 1.0)),
            seed=int(body.get("seed", 0)),
            seconds=float(body.get("seconds", body.get("retry_after", 1))),
            channel=body.get("channel"),
        )
    except ValueError as wrong:
        raise NotClear(str(wrong)) from wrong
    core.faults.add(fault)
    return {"ok": True}


async def sockets(core: Core, body: Body) -> dict[str, Any]:
    """`{do: "freeze" | "deafen" | "thaw" | "close" | "refresh"}`: to all open WebSockets."""
    deed = text(body, "do")
    if deed == "refresh":
        await core.socket_mode.refresh()
    elif deed in SOCKET_DEEDS:
        core.socket_mode.treat(deed)
    else:
        raise NotClear(f"do is one of {', '.join(SOCKET_DEEDS)} or refresh.")
    return {"ok": True, "connections": core.socket_mode.connections}


DEEDS: dict[str, Deed] = {
    "say": say,
    "command": command,
    "press": press,
    "view/action": view_action,
    "view/submit": view_submit,
    "view/close": view_close,
    "options": options,
    "shortcut": shortcut,
    "conversation/open": conversation_open,
    "conversation/create": conversation_create,
    "conversation/invite": conversation_invite,
    "conversation/leave": conversation_leave,
    "conversation/remove": conversation_remove,
    "conversation/join": conversation_join,
    "faults": faults,
    "sockets": sockets,
}

"""One thing that arrived from Slack, whatever its kind, as typed facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from handlers.bodies import object_in
from handlers.slack.kit.blocks import MENU
from handlers.slack.kit.slack_text import mentioned_ids, plain_text
from handlers.slack.request.payloads import workspace_of


class Kind(StrEnum):
    """The kinds of payload that Slack sends."""

    COMMAND = "command"
    PRESS = "press"
    SUBMISSION = "submission"
    SHORTCUT = "shortcut"
    EVENT = "event"
    OPTIONS = "options"
    """What a menu offers to what is typed in it."""
    HOME = "home"
    """Not from Slack: a Home tab that we draw by ourselves."""


Fields = Mapping[str, Any]
"""What was filled into a form, by field name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`id`: "/action add", an action_id up to its ":", a callback_id, or an event's type.

    `key` names the request for "one effect": event id, trigger or view id. `raw` is a command's
    text after its verb, still escaped as Slack sent it. A modal has the channel that its metadata
    names as "channel".
    """

    kind: Kind
    id: str
    workspace_id: str
    user_id: str
    key: str
    channel_id: str | None = None
    typed: str = ""
    """A command as it was typed, still escaped; the desk puts names in place of mentions."""
    raw: str = ""
    value: str = ""
    """A press: the button's value, or what was chosen. Of options: what was typed."""
    about: str = ""
    """A press: what its action_id says behind the ":"; a select has no value of its own."""
    view_id: str | None = None
    view_hash: str | None = None
    in_home: bool = False
    """A press in a Home tab: a view that no answer takes the place of."""
    form: str = ""
    """The callback_id of the modal that was pressed in or sent."""
    metadata: str = ""
    """A modal's private_metadata."""
    typed_at: str = ""
    """When the key was pressed by Slack's clock, as Slack writes it."""
    fields: Mapping[str, Any] = field(default_factory=dict)
    """A modal's inputs by block id: text, a chosen value or id, or a list; None if empty."""
    message_ts: str | None = None
    link: str | None = ""
    """Of a message's shortcut: where the message is; "": we can't look; None: it is gone."""
    trigger_id: str | None = None
    response_url: str | None = None
    event: Mapping[str, Any] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    """User ids named in it, whose facts are wanted."""

    @property
    def in_modal(self) -> bool:
        """A press in a modal, or what was sent with one: its answer takes the modal's place."""
        return self.view_id is not None and not self.in_home


def read_command(body: Mapping[str, Any]) -> Call:
    """A slash command; the router splits its text into `id` and `raw`."""
    typed = plain_text(f"{body['command']} {body.get('text') or ''}")
    return Call(
        kind=Kind.COMMAND,
        id="",
        workspace_id=body["team_id"],
        user_id=body["user_id"],
        key=f"command:{body['trigger_id']}",
        channel_id=body["channel_id"],
        typed=typed,
        trigger_id=body["trigger_id"],
        response_url=body["response_url"],
        people=mentioned_ids(typed),
    )


def _read_interaction(kind: Kind, body: Mapping[str, Any]) -> Call:
    """What presses, forms, menus and shortcuts say in the same fields."""
    view = body.get("view") or {}
    return Call(
        kind=kind,
        id=view.get("callback_id", ""),
        workspace_id=workspace_of(body) or "",
        user_id=body["user"]["id"],
        key=f"{kind}:{body.get('trigger_id')}",
        channel_id=(body.get("channel") or {}).get("id") or _channel_meant(view),
        view_id=view.get("id"),
        view_hash=view.get("hash"),
        in_home=view.get("type") == "home",
        form=view.get("callback_id", ""),
        metadata=view.get("private_metadata", ""),
        fields=read_fields(view),
        trigger_id=body.get("trigger_id"),
        response_url=body.get("response_url"),
    )


def read_press(body: Mapping[str, Any]) -> Call:
    """A button, a select, or a button in the menu of a row; in a message, a modal or Home."""
    action = body["actions"][0]
    action_id, value = action["action_id"], _value(action)
    chosen = value if isinstance(value, str) else ""
    if action_id == MENU:  # a button is chosen in it
        action_id, _, chosen = chosen.partition(" ")
    action_id, _, about = action_id.partition(":")
    named = _people([action, *_inputs(body.get("view") or {})])
    return replace(
        _read_interaction(Kind.PRESS, body),
        id=action_id,
        value=chosen,
        about=about,
        typed_at=action.get("action_ts") or "",
        message_ts=(body.get("message") or {}).get("ts")
        or (body.get("container") or {}).get("message_ts"),
        people=tuple(dict.fromkeys((*named, *mentioned_ids(chosen)))),
    )


def read_suggestion(body: Mapping[str, Any]) -> Call:
    """What a menu offers is asked for; a form's field says it by its block, a message's menu by
    its own id."""
    own, _, about = ("" if body.get("view") else body.get("action_id") or "").partition(":")
    return replace(
        _read_interaction(Kind.OPTIONS, body),
        id=own if about else body.get("block_id") or "",
        about=about,
        value=body.get("value") or "",
    )


def read_submission(body: Mapping[str, Any]) -> Call:
    """A modal that was submitted."""
    view = body["view"]
    key = f"view:{view['id']}:{view.get('hash', '')}"
    return replace(_read_interaction(Kind.SUBMISSION, body), key=key, people=_people(_inputs(view)))


def read_shortcut(body: Mapping[str, Any]) -> Call:
    """A global or message shortcut."""
    message = body.get("message") or {}
    wrote = [message["user"]] if message.get("user") else []
    return replace(
        _read_interaction(Kind.SHORTCUT, body),
        id=body["callback_id"],
        raw=message.get("text") or "",
        message_ts=message.get("ts"),
        event=message,
        people=tuple(dict.fromkeys((*wrote, *mentioned_ids(message.get("text") or "")))),
    )


def read_event(body: Mapping[str, Any]) -> Call:
    """An event of the Events API; `user_id` is empty where the event names none."""
    event = body["event"]
    user, channel = event.get("user"), event.get("channel")
    return Call(
        kind=Kind.EVENT,
        id=event["type"],
        workspace_id=workspace_of(body) or "",
        user_id=user if isinstance(user, str) else (user or {}).get("id", ""),
        key=f"event:{body['event_id']}",
        channel_id=channel if isinstance(channel, str) else (channel or {}).get("id"),
        raw=event.get("text") or "",
        message_ts=event.get("ts"),
        event=event,
        people=(event["inviter"],) if event.get("inviter") else (),
    )


def read_fields(view: Mapping[str, Any]) -> dict[str, Any]:
    """A view's inputs by block id, each as plain values."""
    state = (view.get("state") or {}).get("values", {})
    return {block_id: _value(next(iter(inputs.values()), {})) for block_id, inputs in state.items()}


_PLAIN = (
    "value selected_user selected_users selected_conversation selected_channel selected_date "
    "selected_time"
).split()


def _value(element: Mapping[str, Any]) -> Any:
    for name in _PLAIN:
        if element.get(name) is not None:
            return element[name]
    if element.get("selected_option"):
        return element["selected_option"]["value"]
    if "selected_options" in element:
        return [option["value"] for option in element["selected_options"] or ()]
    return None


def _inputs(view: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    state = (view.get("state") or {}).get("values", {})
    return [element for inputs in state.values() for element in inputs.values()]


def _people(elements: list[Mapping[str, Any]]) -> tuple[str, ...]:
    found = ((one.get("selected_user"), *(one.get("selected_users") or ())) for one in elements)
    return tuple(dict.fromkeys(user for several in found for user in several if user))


def _channel_meant(view: Mapping[str, Any]) -> str | None:
    """The channel from which a modal of ours was opened, as its metadata says."""
    channel = object_in(view.get("private_metadata") or "").get("channel")
    return channel if isinstance(channel, str) else None

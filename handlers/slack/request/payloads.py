"""What Slack may send, checked once for both doors: its shape first, then its workspace.

Only fields that are declared here reach Bolt and the listeners, each with its declared type, so
that nothing behind this file has to ask again. The rest of a payload is dropped.
"""

import logging
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from handlers.bodies import Answers, Malformed

log = logging.getLogger(__name__)

Id = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[!-~]+$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Value = Annotated[str, StringConstraints(max_length=3_000)]
"""The most that an input, a button or a form of Slack's holds."""
_LISTS = frozenset({"selected_users", "selected_options"})
_SEVERAL = frozenset(
    "agreed also chairs countries done_0 done_1 done_2 done_3 done_4 each_time items keep left_out "
    "mornings observers_comment organisations owners people publics reminders topics "
    "user_ids".split()
)
"""Block ids of the inputs that hold several things, up to the "-" before a number."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", hide_input_in_errors=True)


class _Team(_Part):
    id: Id


class _User(_Part):
    id: Id
    team_id: Id | None = None


class _Option(_Part):
    value: Value


class _Element(_Part):
    """A state of an input, in the fields that call.py reads."""

    type: str | None = None
    value: Value | None = None
    url: str | None = None
    selected_user: Id | None = None
    selected_users: list[Id] | None = None
    selected_conversation: Id | None = None
    selected_channel: Id | None = None
    selected_date: str | None = None
    selected_time: str | None = None
    selected_option: _Option | None = None
    selected_options: list[_Option] | None = None


class _Action(_Element):
    action_id: Annotated[str, StringConstraints(max_length=255)]
    block_id: str | None = None
    action_ts: str | None = None


class _State(_Part):
    values: dict[str, dict[str, _Element]] = {}


class _View(_Part):
    id: Id
    hash: str | None = None
    type: Name
    callback_id: str = ""
    private_metadata: Value = ""
    app_installed_team_id: Id | None = None
    state: _State | None = None


class _Form(_View):
    callback_id: Name


class _Named(_Part):
    id: Id


class _Message(_Part):
    ts: Id | None = None
    text: str | None = None
    user: Id | None = None
    bot_id: Id | None = None
    thread_ts: Id | None = None


class _Container(_Part):
    message_ts: Id | None = None


class _Interaction(_Part):
    team: _Team | None = None
    user: _User
    is_enterprise_install: bool | None = None


class _Press(_Interaction):
    type: Literal["block_actions"]
    trigger_id: Id
    actions: list[_Action] = Field(min_length=1)
    channel: _Named | None = None
    message: _Message | None = None
    container: _Container | None = None
    view: _View | None = None
    response_url: str | None = None


class _Submission(_Interaction):
    type: Literal["view_submission", "view_closed"]
    view: _Form
    trigger_id: Id | None = None


class _Shortcut(_Interaction):
    type: Literal["shortcut", "message_action"]
    callback_id: Name
    trigger_id: Id
    channel: _Named | None = None
    message: _Message | None = None
    response_url: str | None = None


class _Suggestion(_Interaction):
    type: Literal["block_suggestion"]
    action_id: Annotated[str, StringConstraints(max_length=255)]
    block_id: str | None = None
    value: Value | None = None
    view: _View | None = None


class _Command(_Part):
    command: Name
    text: str = ""
    team_id: Id
    user_id: Id
    channel_id: Id
    trigger_id: Id
    response_url: str
    is_enterprise_install: str | bool | None = None


class _Profile(_Part):
    display_name: str | None = None
    real_name: str | None = None


class _AcrossGrid(_Part):
    teams: list[Id] | None = None


class _Account(_Named):
    """A user object, in the fields that the directory reads; a channel has its id alone."""

    team_id: Id | None = None
    enterprise_user: _AcrossGrid | None = None
    profile: _Profile | None = None
    name: str | None = None
    real_name: str | None = None
    tz: str | None = None
    locale: str | None = None
    deleted: bool | None = None
    is_bot: bool | None = None
    is_restricted: bool | None = None
    is_ultra_restricted: bool | None = None
    is_stranger: bool | None = None
    is_admin: bool | None = None
    is_owner: bool | None = None


class _Tokens(_Part):
    bot: list[Id] | None = None


class _Item(_Part):
    """What an emoji was put under; a file has no channel."""

    channel: Id | None = None
    ts: Id | None = None


class _Event(_Part):
    type: Name
    subtype: str | None = None
    user: Id | _Account | None = None
    channel: Id | _Named | None = None
    channel_type: str | None = None
    text: str | None = None
    ts: Id | None = None
    event_ts: Id | None = None
    thread_ts: Id | None = None
    bot_id: Id | None = None
    inviter: Id | None = None
    tab: str | None = None
    tokens: _Tokens | None = None
    message: _Message | None = None
    previous_message: _Message | None = None
    deleted_ts: Id | None = None
    reaction: Name | None = None
    item: _Item | None = None


class _Authorization(_Part):
    team_id: Id | None = None
    is_enterprise_install: bool | None = None


class _Happening(_Part):
    type: Literal["event_callback"]
    team_id: Id
    event_id: Id
    event: _Event
    authorizations: list[_Authorization] | None = None
    is_enterprise_install: bool | None = None


_KINDS: Mapping[str, type[_Part]] = {
    "block_actions": _Press,
    "view_submission": _Submission,
    "view_closed": _Submission,
    "shortcut": _Shortcut,
    "message_action": _Shortcut,
    "block_suggestion": _Suggestion,
    "event_callback": _Happening,
}


def check_payload(body: Mapping[str, Any]) -> dict[str, Any]:
    """The payload's declared fields; Malformed where it is of no kind that we listen to."""
    kind = body.get("type")
    model = _KINDS.get(kind) if isinstance(kind, str) else None
    if model is None and kind is None and "command" in body:
        model = _Command
    if model is None:
        raise Malformed("not a type of payload that is listened to")
    try:
        read = model.model_validate(body).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise Malformed(_first_fault(error)) from None
    _check_inputs(read.get("view") or {})
    event = read.get("event") or {}
    tells_of_account = event.get("type") in ("user_change", "team_join")
    if tells_of_account and not isinstance(event.get("user"), dict):
        raise Malformed("event.user: missing")
    return read


def _check_inputs(view: Mapping[str, Any]) -> None:
    """Each input holds one thing or several, as its form has it."""
    for block_id, inputs in ((view.get("state") or {}).get("values") or {}).items():
        held = {name for one in inputs.values() for name, v in one.items() if v is not None}
        if held - {"type"} - _LISTS if block_id.partition("-")[0] in _SEVERAL else held & _LISTS:
            raise Malformed("view.state: another kind of input")


def _first_fault(error: ValidationError) -> str:
    """Our own field names and pydantic's word for the fault, never what stood there."""
    fault = error.errors(include_input=False, include_url=False, include_context=False)[0]
    declared = [str(part) for part in fault["loc"][:2] if isinstance(part, str)]
    return f"{'.'.join(declared)}: {fault['type']}"


def is_ours(payload: Mapping[str, Any], workspace_id: str) -> bool:
    """Whether it is for the one workspace that installed us. Unknown means no."""
    first: Mapping[str, Any] = next(iter(payload.get("authorizations") or ()), {})
    across = first.get("is_enterprise_install", payload.get("is_enterprise_install"))
    return across not in (True, "true") and workspace_of(payload) == workspace_id


def workspace_of(payload: Mapping[str, Any]) -> str | None:
    """Where the app is installed; None where it does not say so.

    The person's own team says nothing of that: `team` is null where a whole enterprise has it.
    """
    first: Mapping[str, Any] = next(iter(payload.get("authorizations") or ()), {})
    return (
        (payload.get("view") or {}).get("app_installed_team_id")
        or (payload.get("team") or {}).get("id")
        or first.get("team_id")
        or payload.get("team_id")
    )


def gate_payloads(app: AsyncApp, workspace_id: str) -> Answers:
    """What answers every payload, from whichever door: Bolt, behind the checks.

    Malformed where Slack sends nothing of that shape. What another workspace sent is acknowledged,
    so that it does not come again, and nothing is read or written for it.
    """

    async def answer(body: Mapping[str, Any]) -> BoltResponse:
        payload = check_payload(body)
        if not is_ours(payload, workspace_id):
            log.warning("other_workspace", extra={"kind": payload.get("type", "command")})
            return BoltResponse(status=200, body="")
        # The doors have made sure that Slack sent it: "socket_mode" tells Bolt not to ask again.
        request = AsyncBoltRequest(mode="socket_mode", body=payload)
        response: BoltResponse = await app.async_dispatch(request)
        return response

    return answer

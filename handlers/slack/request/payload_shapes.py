"""The fields of Slack's payloads that Convenor reads, each with its declared type.

Whatever is not declared here is dropped."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(min_length=1, max_length=255, pattern=r"^[!-~]+$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=255)]
Value = Annotated[str, StringConstraints(max_length=3_000)]
"""The most that an input, a button or a form of Slack's holds."""
LISTS = frozenset({"selected_users", "selected_options"})
SEVERAL = frozenset(
    "agreed also chairs countries done_0 done_1 done_2 done_3 done_4 each_time items keep left_out "
    "mornings observers_comment organisations owners people publics reminders topics "
    "user_ids".split()
)
"""Block ids of the inputs that hold several things, up to the "-" before a number."""


class Part(BaseModel):
    model_config = ConfigDict(
        strict=True, extra="ignore", hide_input_in_errors=True, defer_build=True
    )


class _Named(Part):
    id: Id


class _Option(Part):
    value: Value


class _Element(Part):
    """A state of an input, in the fields that request.py reads."""

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


class _State(Part):
    values: dict[str, dict[str, _Element]] = {}


class _View(Part):
    id: Id
    hash: str | None = None
    type: Name
    callback_id: str = ""
    private_metadata: Value = ""
    app_installed_team_id: Id | None = None
    state: _State | None = None


class _Form(_View):
    callback_id: Name


class _Message(Part):
    ts: Id | None = None
    text: str | None = None
    user: Id | None = None
    bot_id: Id | None = None
    thread_ts: Id | None = None


class _Container(Part):
    message_ts: Id | None = None


class _Interaction(Part):
    team: _Named | None = None
    user: _Named
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


class CommandBody(Part):
    command: Name
    text: str = ""
    team_id: Id
    user_id: Id
    channel_id: Id
    trigger_id: Id
    response_url: str
    is_enterprise_install: str | bool | None = None


class _Profile(Part):
    display_name: str | None = None
    real_name: str | None = None


class _AcrossGrid(Part):
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


class _Tokens(Part):
    bot: list[Id] | None = None


class _Item(Part):
    """What an emoji was put under; a file has no channel."""

    channel: Id | None = None
    ts: Id | None = None


class _Event(Part):
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


class _Authorization(Part):
    team_id: Id | None = None
    is_enterprise_install: bool | None = None


class _Happening(Part):
    type: Literal["event_callback"]
    team_id: Id
    event_id: Id
    event: _Event
    authorizations: list[_Authorization] | None = None
    is_enterprise_install: bool | None = None


KINDS: Mapping[str, type[Part]] = {
    "block_actions": _Press,
    "view_submission": _Submission,
    "view_closed": _Submission,
    "shortcut": _Shortcut,
    "message_action": _Shortcut,
    "block_suggestion": _Suggestion,
    "event_callback": _Happening,
}

"""Slack's payloads as typed facts."""

import pytest

from handlers.slack.request.request import (
    Kind,
    read_command,
    read_event,
    read_fields,
    read_press,
    read_shortcut,
    read_submission,
)

USER = {"id": "U1", "team_id": "T9"}


def test_a_command():
    call = read_command(
        {
            "team_id": "T1",
            "user_id": "U1",
            "channel_id": "C1",
            "command": "/action",
            "text": "add Tell <@U2|liam> &amp; <@U3>",
            "trigger_id": "7",
            "response_url": "http://127.0.0.1/r",
        }
    )
    assert (call.kind, call.key) == (Kind.COMMAND, "command:7")
    assert (call.workspace_id, call.user_id, call.channel_id) == ("T1", "U1", "C1")
    assert call.typed == "/action add Tell <@U2|liam> &amp; <@U3>"
    assert call.people == ("U2", "U3")
    assert (call.trigger_id, call.response_url) == ("7", "http://127.0.0.1/r")


def test_a_command_with_nothing_behind_it():
    body = {
        "team_id": "T1",
        "user_id": "U1",
        "channel_id": "C1",
        "command": "/wg",
        "trigger_id": "7",
        "response_url": "http://127.0.0.1/r",
    }
    call = read_command(body)
    assert (call.typed, call.raw, call.people) == ("/wg", "", ())


def test_a_press_on_a_message():
    call = read_press(
        {
            "team": {"id": "T1"},
            "user": USER,
            "channel": {"id": "C1"},
            "message": {"ts": "1.5"},
            "container": {"message_ts": "9.9"},
            "trigger_id": "7",
            "response_url": "http://127.0.0.1/r",
            "actions": [{"action_id": "dialogue.rsvp:going", "value": "D12|going|"}],
        }
    )
    assert (call.kind, call.id, call.value) == (Kind.PRESS, "dialogue.rsvp", "D12|going|")
    assert (call.channel_id, call.message_ts, call.view_id) == ("C1", "1.5", None)
    assert (call.workspace_id, call.key) == ("T1", "press:7")


def test_a_press_on_an_ephemeral_message_has_its_time_in_the_container():
    body = {
        "team": {"id": "T1"},
        "user": USER,
        "container": {"message_ts": "9.9", "is_ephemeral": True},
        "trigger_id": "7",
        "actions": [{"action_id": "a", "value": ""}],
    }
    assert read_press(body).message_ts == "9.9"


def test_a_press_in_a_modal_brings_its_fields_and_people():
    call = read_press(
        {
            "team": None,
            "user": USER,
            "trigger_id": "7",
            "view": {
                "id": "V1",
                "hash": "h",
                "app_installed_team_id": "T1",
                "private_metadata": "{}",
                "state": {"values": {"owner": {"value": {"selected_user": "U5"}}}},
            },
            "actions": [{"action_id": "pick", "selected_user": "U4"}],
        }
    )
    assert (call.workspace_id, call.view_id, call.view_hash) == ("T1", "V1", "h")
    assert (call.metadata, call.fields) == ("{}", {"owner": "U5"})
    assert call.people == ("U4", "U5")
    assert call.value == "U4"


def test_a_press_whose_value_carries_what_was_typed_names_its_people():
    body = {
        "team": {"id": "T1"},
        "user": USER,
        "trigger_id": "7",
        "actions": [{"action_id": "a", "value": "add Tell <@U2> by Friday"}],
    }
    assert read_press(body).people == ("U2",)


def test_a_chosen_list_is_no_value():
    body = {
        "team": {"id": "T1"},
        "user": USER,
        "trigger_id": "7",
        "actions": [{"action_id": "a", "selected_options": [{"value": "x"}]}],
    }
    assert read_press(body).value == ""


def test_the_team_of_someone_from_elsewhere_is_where_the_app_is():
    body = {
        "team": {"id": "T2"},
        "user": USER,
        "view": {"id": "V1", "app_installed_team_id": "T1"},
        "trigger_id": "7",
        "actions": [{"action_id": "a"}],
    }
    assert read_press(body).workspace_id == "T1"
    assert read_press({**body, "view": None}).workspace_id == "T2"
    unknown = read_press({**body, "view": None, "team": None}).workspace_id
    assert unknown == "", "the person's own team does not say where the app is"


def test_a_submission():
    call = read_submission(
        {
            "team": {"id": "T1"},
            "user": USER,
            "trigger_id": "7",
            "view": {
                "id": "V1",
                "hash": "h",
                "callback_id": "dialogue.schedule",
                "private_metadata": '{"channel":"C1"}',
                "state": {"values": {"title": {"value": {"value": "Roundtable"}}}},
            },
        }
    )
    assert (call.kind, call.id) == (Kind.SUBMISSION, "dialogue.schedule")
    assert call.fields == {"title": "Roundtable"}
    assert call.metadata == '{"channel":"C1"}'
    assert call.channel_id == "C1"


@pytest.mark.parametrize("metadata", ["", "{}", '{"number":12}', '{"channel":null}'])
def test_a_form_that_names_no_channel_has_none(metadata):
    view = {"id": "V1", "callback_id": "c", "private_metadata": metadata}
    call = read_submission({"team": {"id": "T1"}, "user": USER, "view": view})
    assert call.channel_id is None


def test_a_press_in_a_form_has_the_channel_of_the_form():
    body = {
        "team": {"id": "T1"},
        "user": USER,
        "view": {"id": "V1", "private_metadata": '{"channel":"C1"}'},
        "trigger_id": "7",
        "actions": [{"action_id": "a"}],
    }
    assert read_press(body).channel_id == "C1"


def test_one_form_sent_twice_has_one_key_and_a_changed_form_another():
    def key(view_hash):
        view = {"id": "V1", "hash": view_hash, "callback_id": "c"}
        return read_submission({"team": {"id": "T1"}, "user": USER, "view": view}).key

    assert key("h1") == key("h1")
    assert key("h1") != key("h2")


def test_every_kind_of_input():
    def state(**elements):
        return {"state": {"values": {name: {"value": e} for name, e in elements.items()}}}

    assert read_fields(
        state(
            text={"type": "plain_text_input", "value": "words"},
            empty={"type": "plain_text_input", "value": None},
            date={"type": "datepicker", "selected_date": "2026-12-12"},
            time={"type": "timepicker", "selected_time": "14:00"},
            one={"type": "static_select", "selected_option": {"value": "a"}},
            none={"type": "static_select", "selected_option": None},
            some={"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]},
            nothing={"type": "checkboxes", "selected_options": []},
            user={"type": "users_select", "selected_user": "U1"},
            users={"type": "multi_users_select", "selected_users": ["U1", "U2"]},
            channel={"type": "conversations_select", "selected_conversation": "C1"},
        )
    ) == {
        "text": "words",
        "empty": None,
        "date": "2026-12-12",
        "time": "14:00",
        "one": "a",
        "none": None,
        "some": ["a", "b"],
        "nothing": [],
        "user": "U1",
        "users": ["U1", "U2"],
        "channel": "C1",
    }
    assert read_fields({}) == {}


def test_people_chosen_in_a_form_are_named():
    view = {
        "id": "V1",
        "callback_id": "c",
        "state": {
            "values": {
                "owner": {"value": {"selected_user": "U1"}},
                "others": {"value": {"selected_users": ["U2", "U1"]}},
                "nobody": {"value": {"selected_user": None}},
            }
        },
    }
    call = read_submission({"team": {"id": "T1"}, "user": USER, "view": view})
    assert call.people == ("U1", "U2")


def test_shortcuts():
    call = read_shortcut(
        {
            "team": {"id": "T1"},
            "user": USER,
            "callback_id": "log_action",
            "channel": {"id": "C1"},
            "message": {"ts": "1.5", "text": "we promise &amp; do"},
            "trigger_id": "7",
            "response_url": "http://127.0.0.1/r",
        }
    )
    assert (call.kind, call.id, call.channel_id) == (Kind.SHORTCUT, "log_action", "C1")
    assert (call.raw, call.message_ts) == ("we promise &amp; do", "1.5")
    body = {"team": {"id": "T1"}, "user": USER, "callback_id": "home", "trigger_id": "7"}
    assert read_shortcut(body).channel_id is None


def test_events():
    def event(**fields):
        return read_event({"team_id": "T1", "event_id": "E1", "event": fields})

    said = event(type="app_mention", user="U1", channel="C1", text="<@U0> help", ts="1.5")
    assert (said.kind, said.id, said.key) == (Kind.EVENT, "app_mention", "event:E1")
    assert (said.user_id, said.channel_id, said.message_ts) == ("U1", "C1", "1.5")
    changed = event(type="user_change", user={"id": "U2", "name": "x"})
    assert (changed.user_id, changed.channel_id) == ("U2", None)
    renamed = event(type="channel_rename", channel={"id": "C2"})
    assert (renamed.user_id, renamed.channel_id) == ("", "C2")
    assert event(type="tokens_revoked", tokens={}).user_id == ""

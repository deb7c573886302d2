"""Which messages concern minutes at all: for the others nothing is looked up."""

import pytest

from handlers.slack.request.events import REACTION, THREAD
from handlers.slack.request.request import read_event
from handlers.slack.routes import route_event

THREADED = {"ts": "2.000002", "thread_ts": "1.000001", "user": "U1"}


def routed(**event):
    fields = {"type": "message", "channel": "C1", "channel_type": "group", **event}
    body = {"team_id": "T1", "event_id": "Ev1", "event": fields}
    call, route = route_event(read_event(body))
    return None if route is None else (call.id, call.user_id, call.message_ts, call.raw)


def test_a_marked_message_of_a_thread():
    assert routed(**THREADED, text="info: one") == (THREAD, "U1", "2.000002", "info: one")


def test_any_change_in_a_thread_and_any_deletion():
    before = {**THREADED, "text": "info: one"}
    changed = {"message": {**THREADED, "text": "two"}, "previous_message": before}
    assert routed(subtype="message_changed", ts="3.1", **changed) == (
        THREAD, "U1", "2.000002", "two",
    )  # fmt: skip
    gone = {"deleted_ts": "2.000002", "previous_message": before}
    assert routed(subtype="message_deleted", ts="3.1", **gone) == (THREAD, "U1", "2.000002", "")


@pytest.mark.parametrize(
    "event",
    [
        {**THREADED, "text": "Hello"},
        {"ts": "2.000002", "user": "U1", "text": "info: one"},
        {**THREADED, "text": "info: one", "bot_id": "B1"},
        {**THREADED, "text": "info: one", "subtype": "channel_join"},
        {
            "subtype": "message_changed",
            "message": {**THREADED, "text": "info: one"},
            "previous_message": {**THREADED, "text": "info: one"},
        },
        {"subtype": "message_changed"},
        {"subtype": "message_deleted"},
    ],
    ids=["unmarked", "no thread", "app", "join", "unfurled", "nothing", "nothing deleted"],
)
def test_every_other_message_is_left(event):
    assert routed(**event) is None


def test_an_emoji_under_a_message_and_under_nothing_else():
    item = {"type": "message", "channel": "C1", "ts": "2.000002"}
    put = {"type": "reaction_added", "user": "U2", "reaction": "memo", "channel": None}
    assert routed(**put, item=item) == (REACTION, "U2", "2.000002", "")
    assert routed(**put, item={"type": "file", "file": "F1"}) is None


def test_a_direct_message_is_answered_as_before():
    assert routed(channel_type="im", user="U1", ts="1.1", text="info: one")[0] == "message"

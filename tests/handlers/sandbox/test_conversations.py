"""Channels and direct messages: who may know of them, and what they can be called."""

import pytest

from handlers.sandbox.conversations import (
    Canvas,
    Canvases,
    Conversation,
    Conversations,
    name_problem,
)
from handlers.sandbox.store import Store

PUBLIC = Conversation("C1", "public", "general", ["U1"])
PRIVATE = Conversation("C2", "private", "quiet", ["U1"])
DIRECT = Conversation("D1", "im", members=["U1", "U2"])
SELF = Conversation("D2", "im", members=["U1"])


def kept_in(folder):
    return Conversations(Store(folder / "slack.sqlite3"), "conversations", Conversation)


@pytest.fixture
def conversations(tmp_path):
    return kept_in(tmp_path)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "invalid_name_required"),
        ("x" * 80, None),
        ("x" * 81, "invalid_name_maxlength"),
        ("Technology", "invalid_name_specials"),
        ("age assurance", "invalid_name_specials"),
        ("age_assurance-2", None),
        ("öffentlichkeit", None),
        ("技術", None),
    ],
)
def test_what_a_channel_can_be_called(name, problem):
    assert name_problem(name) == problem


def test_only_public_ones_are_known_to_those_outside():
    assert [one.is_visible_to("U9") for one in (PUBLIC, PRIVATE, DIRECT)] == [True, False, False]
    assert all(one.is_visible_to("U1") for one in (PUBLIC, PRIVATE, DIRECT))
    assert [one.scope_prefix for one in (PUBLIC, PRIVATE, DIRECT)] == ["channels", "groups", "im"]


def test_each_of_a_direct_message_sees_the_other_one():
    assert (DIRECT.other("U1"), DIRECT.other("U2"), SELF.other("U1")) == ("U2", "U1", "U1")
    assert PUBLIC.other("U1") is None
    assert DIRECT.as_channel(team="T1", viewer="U2")["user"] == "U1"
    shown = [PRIVATE.as_channel(team="T1", viewer=user)["is_member"] for user in ("U1", "U2")]
    assert shown == [True, False]


def test_they_are_found_by_name_and_by_pair_also_after_a_restart(conversations, tmp_path):
    for one in (PUBLIC, PRIVATE, DIRECT, Conversation("D3", "im", "general", ["U1", "U3"])):
        conversations.save(one)
    for kept in (
        conversations,
        Conversations(Store(tmp_path / "slack.sqlite3"), "conversations", Conversation),
    ):
        assert kept.named("general") == PUBLIC, "a direct message has no name"
        assert kept.between("U2", "U1") == kept.between("U1", "U2") == DIRECT
        assert kept.between("U2", "U3") is None
        assert kept.get(None) is kept.get("C9") is None


def test_a_channels_canvas_is_found_again_after_a_restart(tmp_path):
    path = tmp_path / "slack.sqlite3"
    first = Canvases(Store(path), "canvases", Canvas)
    made = first.add("F", title="Minutes", text="# One", channel="C1")
    other = first.add("F", title="Alone", text="")
    assert made.id == "F0SBX000001"
    assert other.id == "F0SBX000002"
    first.change(made, text="# Two")
    kept = Canvases(Store(path), "canvases", Canvas).of_channel("C1")
    assert kept is not None
    assert (kept.id, kept.text) == (made.id, "# Two")

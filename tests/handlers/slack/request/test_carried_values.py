"""What our buttons and forms carry is read back; all else is refused in words, never a bug."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import NotValid
from bot.domain.audience import Audience
from handlers.slack.request.carried_values import (
    NotOurs,
    read_audience,
    read_choice,
    read_group,
    read_number,
    read_page,
    read_state,
)

NO_NUMBER = ["", "²", "٣", "-1", "+1", "1.0", " 1", "1_0", "1\n", "1e3", "9" * 11, "9" * 5_000]
NO_STATE = {
    "nothing": "",
    "no JSON": "{",
    "a number": "5",
    "null": "null",
    "a list": '["group"]',
    "deep": "[" * 3_000,
    "another field": '{"number":1}',
    "a word": '{"group":"1"}',
    "true": '{"group":true}',
    "a fraction": '{"group":1.0}',
    "negative": '{"group":-1}',
    "huge": '{"group":' + "9" * 30 + "}",
    "a lone surrogate": '{"group":1,"x":"\\ud800"}',
}


@pytest.mark.parametrize("text", NO_NUMBER, ids=[ascii(one)[:12] for one in NO_NUMBER])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(NotOurs, match="Nothing was changed"):
        read_number(text)


@pytest.mark.parametrize("text", NO_STATE.values(), ids=NO_STATE)
def test_what_is_no_state_of_ours_is_refused(text):
    with pytest.raises(NotOurs):
        read_state(text, group=int)


def test_what_we_wrote_is_read_back():
    assert read_number("12") == 12
    assert read_choice(Audience, "members") is Audience.MEMBERS
    assert read_state('{"raw":"a²","group":7,"more":[]}', raw=str, group=int) == {
        "raw": "a²",
        "group": 7,
    }
    assert read_state("{}", group=int | None) == {"group": None}
    with pytest.raises(NotOurs):
        read_choice(Audience, "everybody")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_a_state_has_its_types_whatever_came(value):
    for text in (json.dumps(value), json.dumps({"a": value, "b": value})):
        try:
            state = read_state(text, a=str, b=str | None)
        except NotOurs:
            continue
        assert isinstance(state["a"], str)


def test_a_page_has_an_offset_and_the_lists_own_state():
    assert read_page("10 sextortion teens") == (10, "sextortion teens")
    assert read_page("20") == (20, "")
    for value in ("x y", ""):
        with pytest.raises(NotOurs):
            read_page(value)


def test_a_form_is_for_its_own_group_or_the_one_that_was_chosen():
    assert read_group({}, '{"group":7}') == 7
    assert read_group({"group_id": "8"}, '{"group":null}') == 8
    with pytest.raises(NotValid) as refused:
        read_group({"group_id": None}, "{}")
    assert refused.value.field == "group_id"
    with pytest.raises(NotOurs):
        read_group({"group_id": "Technology"}, "{}")


def test_an_audience_is_asked_for_where_none_was_chosen():
    assert read_audience({"audience": "members"}) is Audience.MEMBERS
    for chosen in ({}, {"audience": None}, {"audience": "everybody"}):
        with pytest.raises(NotValid, match="who can see it") as refused:
            read_audience(chosen)
        assert refused.value.field == "audience"

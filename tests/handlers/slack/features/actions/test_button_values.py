"""What a button carries of a list: all of it, or the plain list where it cannot be read."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotFound
from bot.ports.ledgers.actions import ActionView
from handlers.slack.features.actions.listing import (
    Listing,
    button_value,
    read_list,
    read_value,
)

LISTINGS = (
    st.builds(Listing, view=st.sampled_from(ActionView), mine=st.booleans())
    | st.builds(
        Listing,
        view=st.sampled_from(ActionView),
        user_id=st.from_regex(r"[UW][A-Z0-9]{1,10}", fullmatch=True),
    )
    | st.builds(
        Listing, view=st.sampled_from(ActionView), organisation_id=st.integers(1, 999_999_999)
    )
    | st.builds(
        Listing,
        mine=st.booleans(),
        words=st.from_regex(r"[a-zé|“”0-9][a-zé|“” 0-9]{0,57}[a-z]", fullmatch=True),
    )
)


@given(LISTINGS, st.integers(0, 1_000_000))
def test_a_list_travels_in_its_buttons(listing, offset):
    turned = replace(listing, offset=offset)
    assert read_list(turned.page_value) == turned
    number, context = read_value(button_value(104, turned.place))
    assert number == 104
    assert read_list(context.removeprefix("list ")) == turned


@pytest.mark.parametrize(
    "carried",
    [
        "",
        "x",
        "1 2 3",
        "0 open",
        "0 open org:",
        "0 open org:99999999999",
        "0 open <@U1>",
        "² open any",
    ],
)
def test_an_unreadable_list_is_the_plain_one(carried):
    assert read_list(carried) == Listing()


@pytest.mark.parametrize("carried", ["", "x", "D12|show", "A|", "|morning"])
def test_an_unreadable_button_finds_nothing(carried):
    with pytest.raises(NotFound):
        read_value(carried)

"""What is typed after /action list."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotFound, Refusal
from bot.ports.ledgers.actions import ActionView
from handlers.slack.features.actions.listing import (
    Listing,
    button_value,
    parse_list,
    read_list,
    read_value,
)
from tests.handlers.slack.features.actions.test_assigning import WHO


@pytest.mark.parametrize(
    ("raw", "listing"),
    [
        ("", Listing()),
        ("open", Listing()),
        ("Overdue", Listing(view=ActionView.OVERDUE)),
        ("done", Listing(view=ActionView.DONE)),
        ("ALL", Listing(view=ActionView.ALL)),
        ("mine", Listing(mine=True)),
        ("@liam", Listing(user_id="U1")),
        ("nobody", Listing(organisation_id=0)),
        ("overdue unowned", Listing(view=ActionView.OVERDUE, organisation_id=0)),
        ('"nobody"', Listing(words='"nobody"')),
        ("overdue of KCSC", Listing(view=ActionView.OVERDUE, organisation_id=3)),
        ("<@U1>", Listing(user_id="U1")),
        ("overdue <@U1>", Listing(view=ActionView.OVERDUE, user_id="U1")),
        ("<@U1> overdue", Listing(view=ActionView.OVERDUE, user_id="U1")),
        ("done mine", Listing(view=ActionView.DONE, mine=True)),
        ("all ofcom", Listing(view=ActionView.ALL, organisation_id=1)),
        ("Coimisiún na Meán overdue", Listing(view=ActionView.OVERDUE, organisation_id=2)),
        ("open open", Listing()),
        ("yesterday", Listing(words="yesterday")),
        ("done hash “of all”", Listing(view=ActionView.DONE, words="hash “of all”")),
        ("“overdu”", Listing(words="“overdu”")),
        ("<@U1> test results", Listing(user_id="U1", words="test results")),
    ],
)
def test_lists(raw, listing):
    assert parse_list(raw, WHO) == listing


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("open done", "Please choose one of open or done."),
        ("mine <@U1>", "Please choose one owner"),
        ("<@U1> <@U2>", "Please choose one owner"),
        ("ofcom mine", "Please choose one owner"),
        ("@yesterday", "I don't know “@yesterday” after /action list. Give any of open"),
    ],
)
def test_lists_that_cannot_be_read(raw, said):
    with pytest.raises(Refusal) as caught:
        parse_list(raw, WHO)
    assert said in caught.value.words


@pytest.mark.parametrize(
    ("raw", "labels", "texts"),
    [
        ("overdu", ["overdue", "Look for these words"], ["overdue", '"overdu"']),
        ("offcom done", ["Ofcom", "Look for these words"], ["Ofcom done", '"offcom" done']),
        ("done for @lian", ["@liam"], ["<@U1> done"]),
    ],
)
def test_a_slip_keeps_the_other_words_of_a_list(raw, labels, texts):
    asked = parse_list(raw, WHO)
    assert [way.label for way in asked.ways] == labels
    assert [way.text for way in asked.ways] == texts


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

"""Short references, read in any form and rendered in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotFound, Refusal
from bot.domain.reference import (
    ACTION,
    DIALOGUE,
    read_reference,
    reference_in,
    render_reference,
    take_references,
)

WORDS = "“{}” is not a reference such as D12."


@pytest.mark.parametrize(
    "typed",
    [
        "D12",
        "d12",
        " D12 ",
        "D 12",
        "d012",
        "D0012",
        "#D12",
        "*D12*",
        "`D12`",
        "(D12)",
        "“D12”,",
        "Ｄ１２",
        "D12.",
        "• D12",
    ],
)
def test_forms_that_are_read(typed):
    assert read_reference(DIALOGUE, typed) == 12
    assert reference_in(typed) == "D12"


@given(st.sampled_from("DAPR"), st.integers(1, 999_999_999))
def test_what_is_rendered_is_read(letter, number):
    assert read_reference(letter, render_reference(letter, number).swapcase()) == number


@pytest.mark.parametrize(
    "typed",
    ["A12", "12", "D", "D-1", "D1.5", "D12x", "DD12", "D1234567890", "D１２x", "D12 D13"],
)
def test_anything_else_is_said_to_be_no_reference(typed):
    with pytest.raises(NotFound) as refused:
        read_reference(DIALOGUE, typed)
    assert refused.value.words == WORDS.format(typed)


def test_nothing_typed_still_has_words():
    with pytest.raises(NotFound) as refused:
        read_reference(ACTION, "  ")
    assert refused.value.words == "Please give a reference such as A104."


@pytest.mark.parametrize("typed", ["schedule", "D", "12", "D12 and more"])
def test_other_words_are_no_references(typed):
    assert not reference_in(typed)


@pytest.mark.parametrize(
    ("typed", "numbers", "rest"),
    [
        ("A1 A2 A3", (1, 2, 3), ""),
        ("*A1*, A2 and #A3: sent", (1, 2, 3), "sent"),
        ("A1 &amp; A2 + A1", (1, 2), ""),
        ("A1—sent it", (1,), "sent it"),
        ("A1 sent to the A2 committee", (1,), "sent to the A2 committee"),
        ("A1 and tell all", (1,), "and tell all"),
        ("A1 D2 was fine", (1,), "D2 was fine"),
        ("A1 (sent)", (1,), "(sent)"),
        ("A1/A2 / A3", (1, 2, 3), ""),
        ("Ａ１、Ａ２", (1, 2), ""),
    ],
)
def test_several_at_the_beginning(typed, numbers, rest):
    assert take_references(ACTION, typed) == (numbers, rest)


@pytest.mark.parametrize("typed", ["A1-A3", "A1 – A3", "A1 to A3", "A1 through A3 sent"])
def test_a_range_is_asked_for_one_by_one(typed):
    with pytest.raises(Refusal, match=r"for example: A1 A2 A3$"):
        take_references(ACTION, typed)

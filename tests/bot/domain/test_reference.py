"""Short references, read in any form and rendered in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotFound
from bot.domain.reference import (
    ACTION,
    DIALOGUE,
    looks_like_reference,
    read_reference,
    render_reference,
)

WORDS = "“{}” is not a reference such as D12."


@pytest.mark.parametrize("typed", ["D12", "d12", " D12 ", "D 12", "d012", "D0012"])
def test_forms_that_are_read(typed):
    assert read_reference(DIALOGUE, typed) == 12
    assert looks_like_reference(typed)


@given(st.sampled_from("DAPR"), st.integers(1, 999_999_999))
def test_what_is_rendered_is_read(letter, number):
    assert read_reference(letter, render_reference(letter, number).swapcase()) == number


@pytest.mark.parametrize(
    "typed", ["A12", "12", "D", "D-1", "D1.5", "D12x", "DD12", "D1234567890", "D１２x", "#D12"]
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
    assert not looks_like_reference(typed)

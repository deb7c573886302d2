"""What is refused, and how that is answered."""

import pytest

from handlers.sandbox.refusal import Refused, demand, refuse_if


def test_what_is_wrong_is_refused_in_the_words_of_slack():
    with pytest.raises(Refused) as caught:
        refuse_if([0], "invalid_arguments", ["no number"], needed="name")
    assert caught.value.as_answer() == {
        "ok": False,
        "error": "invalid_arguments",
        "needed": "name",
        "response_metadata": {"messages": ["[ERROR] no number"]},
    }


@pytest.mark.parametrize("right", [None, "", 0, False, []])
def test_what_is_right_passes(right):
    refuse_if(right, "invalid_arguments")


def test_only_what_is_not_there_is_missed():
    assert demand("", "not_found") == ""
    with pytest.raises(Refused, match="not_found"):
        demand(None, "not_found")

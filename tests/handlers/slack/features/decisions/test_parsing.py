"""Typed words and filled-in forms as wishes."""

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotFound, NotValid, Refusal
from handlers.slack.features.decisions.parsing import (
    read_edit,
    read_named,
    read_shown,
    read_withdraw,
)

FIELDS = {"title": "A", "audience": "group", "decided_on": "2026-11-23"}
CARRIED = '{"number":7}'


@pytest.mark.parametrize("typed", ["R7", "r7", "#R7", "R 7", "*R7*"])
def test_a_reference_in_any_form(typed):
    assert read_shown(typed, "show") == 7


def test_what_follows_a_reference():
    assert read_named("R7 because it is late", "withdraw") == (7, "because it is late")
    with pytest.raises(Refusal, match="/decision show R7"):
        read_shown("R7 and more", "show")
    with pytest.raises(NotFound, match="is not a reference such as R7"):
        read_shown("A7", "show")


def test_a_form_as_a_wish():
    wish = read_edit(FIELDS | {"dialogue": "d12"}, CARRIED, None)
    assert (wish.number, wish.dialogue, wish.audience) == (7, 12, Audience.GROUP)
    assert read_withdraw({"reason": "x", "superseded_by": "R9"}, CARRIED).superseded_by == 9
    wrong = {"dialogue": "R1", "decided_on": "soon", "audience": "everyone"}
    for field, given in wrong.items():
        with pytest.raises(NotValid) as refused:
            read_edit(FIELDS | {field: given}, CARRIED, None)
        assert refused.value.field == field

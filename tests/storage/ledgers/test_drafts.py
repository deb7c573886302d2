"""Half-filled forms: the last of each person's, for a day, and never after the form was sent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.draft import KEPT_FOR, Draft
from bot.use_cases.deliveries.plan import keep_house
from tests.storage.records import NOW

SECOND = timedelta(seconds=1)
FIRST = Draft(user_id="U1", form="edit 1", view_id="V1", filled="one", typed_at=NOW, kept_at=NOW)
SINCE = NOW - KEPT_FOR


def kept(unit, user_id="U1", form="edit 1", since=SINCE):
    draft = unit.drafts.of(user_id, form, since)
    return draft.filled if draft else None


def test_the_last_key_counts_in_whichever_order_they_come(unit):
    unit.drafts.keep(replace(FIRST, filled="two", typed_at=NOW + SECOND))
    unit.drafts.keep(FIRST)
    assert kept(unit) == "two"
    unit.drafts.keep(replace(FIRST, view_id="V2", filled="opened again"))
    assert kept(unit) == "opened again"


def test_nobody_else_and_no_other_form_has_it(unit):
    unit.drafts.keep(FIRST)
    assert kept(unit, user_id="U2") is None
    assert kept(unit, form="edit 2") is None


def test_what_is_typed_comes_too_late_once_the_form_was_sent(unit):
    unit.drafts.keep(FIRST)
    unit.drafts.finish(FIRST)
    unit.drafts.keep(replace(FIRST, typed_at=NOW + SECOND))
    assert kept(unit) is None
    unit.drafts.keep(replace(FIRST, view_id="V2", filled="the next one"))
    assert kept(unit) == "the next one"


@pytest.mark.parametrize(("later", "left"), [(KEPT_FOR - SECOND, 1), (KEPT_FOR + SECOND, 0)])
def test_it_is_forgotten_after_a_day(unit, later, left):
    unit.drafts.keep(FIRST)
    assert (kept(unit, since=NOW + later - KEPT_FOR) is not None) == bool(left)
    keep_house(work=unit, now=NOW + later)
    assert len([1 for _ in [kept(unit)] if _]) == left


def test_all_of_a_persons_go_together(unit):
    unit.drafts.keep(FIRST)
    unit.drafts.keep(replace(FIRST, form="edit 2"))
    assert unit.drafts.forget_of("U1") == 2

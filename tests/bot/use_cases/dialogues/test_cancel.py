"""Cancelling: it stays visible, nothing more is sent but the notice."""

import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NORA, NOW, START, ZOE


def cancelled(town, user_id=LIAM, *, reason=None, now=NOW, number=1):
    return cancel_dialogue(
        CancelDialogue(number=number, reason=reason),
        Context(reader=town.reader(user_id, now), work=town.work, now=now),
    )


@pytest.mark.parametrize("user_id", [LIAM, AMARA])
def test_it_is_kept_with_its_reason(town, user_id):
    town.schedule()
    changed = cancelled(town, user_id, reason=" The report is late ")
    kept = town.kept(1)
    assert kept == changed.after
    assert kept.cancelled
    assert kept.reason == "The report is late"
    assert (kept.revision, kept.sequence) == (1, 1)
    did = [(who, did, detail) for _, who, did, detail in town.work.journal.lines_about("D1")]
    assert did[-1] == (user_id, "cancelled", "The report is late")


def test_all_that_was_owed_is_withdrawn_but_the_notice(town):
    town.schedule()
    town.answer(LIAM, 1)
    town.post_due(NOW)
    town.stale()
    cancelled(town)
    assert [row.kind for row in town.owed()] == ["dialogue.cancelled"]
    (notice,) = town.owed()
    assert (notice.due_at, notice.useful_until) == (NOW, START)
    assert {row.error for row in town.deliveries(state=State.DROPPED)} == {"cancelled"}
    assert [row.kind for row in town.stale()] == ["dialogue.announcement"]


def test_twice_is_told(town):
    town.schedule()
    cancelled(town)
    with pytest.raises(Refusal) as refused:
        cancelled(town)
    assert refused.value.words == "D1 is cancelled. Nothing was changed."
    assert len(town.deliveries("dialogue.cancelled")) == 1


def test_a_reason_has_a_limit(town):
    before = town.schedule()
    with pytest.raises(NotValid) as refused:
        cancelled(town, reason="x" * 281)
    assert refused.value.field == "reason"
    assert "limit is 280" in refused.value.words
    assert town.kept(1) == before


@pytest.mark.parametrize("user_id", [MINJI, NORA])
def test_others_may_not(town, user_id):
    before = town.schedule()
    with pytest.raises(NotAllowed):
        cancelled(town, user_id)
    assert town.kept(1) == before


def test_outsiders_learn_nothing(town):
    town.schedule()
    with pytest.raises(NotFound) as refused:
        cancelled(town, ZOE)
    assert refused.value.words == "I can't find D1 in a group you belong to."


def test_what_has_begun_is_not_cancelled(town):
    town.schedule()
    with pytest.raises(Refusal) as refused:
        cancelled(town, now=START)
    assert "began on Tuesday 8 December 2026" in refused.value.words

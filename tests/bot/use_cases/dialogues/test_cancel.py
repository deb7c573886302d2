"""Cancelling: it stays visible, nothing more is sent but the notice."""

from dataclasses import replace

import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import plan_series
from bot.use_cases.undo.undo import undo_step
from tests.bot.use_cases.dialogues.lettering import said, the
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    SIX,
    START,
    ZOE,
)
from tests.journal import told_about


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
    did = [(who, did, detail) for _, who, did, detail in told_about(town.work, "D1")]
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


def undo(town, step, user_id=LIAM, now=NOW + MINUTE):
    return undo_step(step, town.by(user_id, now))


def test_a_cancelled_dialogue_takes_place_after_all(town):
    town.schedule()
    town.answer(LIAM, 1)
    town.post_due(NOW)
    before, owed = town.kept(1), _plan(town)
    step = town.cancel(1, reason="A slip").step
    town.post_due(NOW)
    town.stale()
    assert _plan(town) == []
    undone = undo(town, step, now=NOW + MINUTE)
    kept = town.kept(1)
    assert undone.dialogues == (kept,)
    changed = {"sequence": 2, "revision": 2, "changed_at": NOW + MINUTE}
    assert kept == replace(before, **changed)
    assert [row for row in _plan(town) if row[0] != "dialogue.announcement"] == owed
    assert {row.kind for row in town.stale()} == {"dialogue.announcement", "dialogue.cancelled"}
    notice = said(town, the(town, "dialogue.cancelled"))
    assert (notice.was, notice.dialogue.cancelled) == (None, False)
    assert told_about(town.work, "D1")[-1][2] == "restored"


def _plan(town):
    return [(row.kind, row.due_at, row.recipient) for row in town.owed()]


def test_a_notice_that_was_not_sent_yet_is_never_sent(town):
    town.schedule()
    town.post_due(NOW)
    undo(town, town.cancel(1).step, now=NOW + MINUTE)
    assert town.owed("dialogue.cancelled") == []
    assert town.deliveries("dialogue.cancelled", state=State.SENT) == []


def test_a_series_is_restored_as_a_whole(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    series, rows = town.work.series.get(1), town.rows(1)
    step = town.cancel(3, scope=Scope.LATER).step
    town.post_due(NOW)
    undone = undo(town, step, now=NOW + MINUTE)
    assert [d.number for d in undone.dialogues] == [3, 4, 5, 6]
    assert town.work.series.get(1) == series
    assert [row.cancelled for row in town.rows(1)] == [False] * len(rows)
    assert plan_series(Context.system(town.work, NOW)) == 0
    notice = said(town, the(town, "dialogue.cancelled"))
    assert notice.series_words == "So do the 3 later ones of its series."


def test_one_that_did_not_take_place_did_and_is_charged_again(town):
    town.schedule()
    over = START + 2 * HOUR
    step = town.cancel(1, AMARA, now=over).step
    undo(town, step, AMARA, now=over + MINUTE)
    kept = town.kept(1)
    assert (kept.cancelled, kept.sequence) == (False, 2)
    groups = (town.tech.id,)
    assert town.work.charges.not_yet_charged(groups, NOW, over + MINUTE) == (kept,)


def test_others_may_not_undo_a_cancelling_nor_after_ten_minutes(town):
    town.schedule()
    step = town.cancel(1).step
    with pytest.raises(NotFound):
        undo(town, step, AMARA, now=NOW + MINUTE)
    with pytest.raises(Refusal, match="More than ten minutes"):
        undo(town, step, now=NOW + 11 * MINUTE)
    assert town.kept(1).cancelled

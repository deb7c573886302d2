"""Undo: exactly what was before, once, within ten minutes, and never over somebody's change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.delivery import State
from bot.domain.errors import NotFound, Refusal
from bot.use_cases.actions.edit import RedateAction, redate_action
from bot.use_cases.actions.settle import (
    DropAction,
    ReopenAction,
    complete_several,
    drop_action,
    reopen_action,
)
from bot.use_cases.actions.snooze import SnoozeAction, snooze_action
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.plan import plan_series
from bot.use_cases.undo.undo import undo_step, undoable_acts
from tests.bot.use_cases.actions import network as actions
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, NOW, OLIVE, TODAY, complete
from tests.bot.use_cases.dialogues import town as dialogues
from tests.bot.use_cases.dialogues.lettering import said, the
from tests.journal import told_about

MINUTE = timedelta(minutes=1)


@pytest.fixture
def network(work):
    return actions.settle_in(work)


@pytest.fixture
def town(work):
    return dialogues.Town.settle_in(work)


def drop(network, user_id=LIAM):
    return drop_action(DropAction(1, "No money"), network.by(user_id, NOW))


def snooze(network, user_id=LIAM):
    return snooze_action(SnoozeAction(1, TODAY + 9 * DAY), network.by(user_id, NOW))


def undo(place, step, user_id=LIAM, now=NOW + 10 * MINUTE):
    return undo_step(step, place.by(user_id, now))


ACTS = {"done": complete, "dropped": drop, "snoozed": snooze}


@pytest.mark.parametrize("did", ACTS)
def test_an_action_is_exactly_as_before_with_its_mornings(network, did):
    before = network.put(
        due_on=TODAY + DAY, snoozed_until=TODAY + DAY, owner_organisation_id=1, note=None
    )
    step = ACTS[did](network).step
    assert network.stored() != before
    undone = undo(network, step)
    assert network.stored() == before == undone.actions[0]
    assert network.history()[-1] == (LIAM, "undone", did)
    assert network.owed_days(LIAM)


@pytest.mark.parametrize("did", ACTS)
def test_after_ten_minutes_it_is_refused_in_words(network, did):
    network.put(due_on=TODAY)
    step, after = ACTS[did](network).step, network.stored()
    with pytest.raises(Refusal, match="More than ten minutes have passed"):
        undo(network, step, now=NOW + 11 * MINUTE)
    assert network.stored() == after


@pytest.mark.parametrize("did", ACTS)
def test_what_somebody_changed_since_stays(network, did):
    network.put(due_on=TODAY)
    step = ACTS[did](network).step
    chair = network.by(AMARA, NOW + MINUTE)
    reopen_action(ReopenAction(1), chair)
    redate_action(RedateAction(1, TODAY + 5 * DAY), chair)
    changed = network.stored()
    with pytest.raises(Refusal, match="A1 was changed since"):
        undo(network, step)
    assert network.stored() == changed


def test_twice_has_one_effect(network):
    network.put()
    step = complete(network).step
    assert undo(network, step).changed
    assert not undo(network, step).changed
    assert [did for _, did, _ in network.history()] == ["done", "undone"]


def test_only_who_did_it_undoes_it(network):
    network.put()
    step = complete(network).step
    for other in (AMARA, OLIVE):
        with pytest.raises(NotFound):
            undo(network, step, other)
    assert not network.stored().open


def test_who_lost_the_right_since_does_not(network):
    network.put(owner_user_id=OLIVE)
    step = complete(network, AMARA).step
    outside = network.by(AMARA, NOW + MINUTE)
    outside = replace(outside, reader=replace(outside.reader, seats={}))
    with pytest.raises(NotFound):
        undo_step(step, outside)
    assert not network.stored().open


def test_what_changed_nothing_leaves_nothing_to_undo(network):
    network.put(status=ActionStatus.DONE, settled_at=NOW, settled_by=AMARA)
    assert complete(network).step == 0


def test_several_at_once_are_one_step_each_answered(network):
    kept = [network.put(n) for n in (1, 2, 3)]
    network.put(4, owner_user_id=AMARA, group_id=network.tech.id)
    network.put(5, status=ActionStatus.DONE, settled_at=NOW, settled_by=LIAM)
    outcomes, refused = complete_several((1, 2, 3, 4, 5, 99), network.by(LIAM, NOW))
    assert [(o.action.number, o.changed) for o in outcomes] == [
        (1, True),
        (2, True),
        (3, True),
        (5, False),
    ]
    assert len(refused) == 2
    assert refused[1] == "I can't find A99 in a group you belong to."
    (step,) = {o.step for o in outcomes if o.changed}
    redate_later = network.by(AMARA, NOW + MINUTE)
    reopen_action(ReopenAction(2), redate_later)
    undone = undo(network, step)
    assert [a.number for a in undone.actions] == [1, 3]
    assert undone.left == ("A2 was changed since, so it stays as it is now.",)
    assert [network.stored(n) for n in (1, 3)] == [kept[0], kept[2]]


def test_home_offers_what_can_be_undone_now(network):
    network.put(1)
    network.put(2)
    complete(network)
    by_liam = network.by(LIAM, NOW + MINUTE)
    complete_several((2,), by_liam)
    assert [act.records[0].number for act in undoable_acts(by_liam)] == [2, 1]
    reopen_action(ReopenAction(2), network.by(AMARA, NOW + MINUTE))
    assert [act.records[0].number for act in undoable_acts(by_liam)] == [1]
    assert undoable_acts(network.by(LIAM, NOW + 12 * MINUTE)) == ()


# Dialogues ---------------------------------------------------------------------------------------


def test_a_cancelled_dialogue_takes_place_after_all(town):
    town.schedule()
    town.answer(LIAM, 1)
    town.post_due(dialogues.NOW)
    before, owed = town.kept(1), _plan(town)
    step = town.cancel(1, reason="A slip").step
    town.post_due(dialogues.NOW)
    town.stale()
    assert _plan(town) == []
    undone = undo(town, step, now=dialogues.NOW + MINUTE)
    kept = town.kept(1)
    assert undone.dialogues == (kept,)
    changed = {"sequence": 2, "revision": 2, "changed_at": dialogues.NOW + MINUTE}
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
    town.post_due(dialogues.NOW)
    undo(town, town.cancel(1).step, now=dialogues.NOW + MINUTE)
    assert town.owed("dialogue.cancelled") == []
    assert town.deliveries("dialogue.cancelled", state=State.SENT) == []


def test_a_series_is_restored_as_a_whole(town):
    town.schedule_series(**dialogues.SIX)
    town.post_due(dialogues.NOW)
    series, rows = town.work.series.get(1), town.rows(1)
    step = town.cancel(3, scope=Scope.LATER).step
    town.post_due(dialogues.NOW)
    undone = undo(town, step, now=dialogues.NOW + MINUTE)
    assert [d.number for d in undone.dialogues] == [3, 4, 5, 6]
    assert town.work.series.get(1) == series
    assert [row.cancelled for row in town.rows(1)] == [False] * len(rows)
    assert plan_series(work=town.work, now=dialogues.NOW) == 0
    notice = said(town, the(town, "dialogue.cancelled"))
    assert notice.series_words == "So do the 3 later ones of its series."


def test_one_that_did_not_take_place_did_and_is_charged_again(town):
    town.schedule()
    over = dialogues.START + 2 * dialogues.HOUR
    step = town.cancel(1, AMARA, now=over).step
    undo(town, step, AMARA, now=over + MINUTE)
    kept = town.kept(1)
    assert (kept.cancelled, kept.sequence) == (False, 2)
    groups = (town.tech.id,)
    assert town.work.charges.not_yet_charged(groups, dialogues.NOW, over + MINUTE) == (kept,)


def test_others_may_not_undo_a_cancelling_nor_after_ten_minutes(town):
    town.schedule()
    step = town.cancel(1).step
    with pytest.raises(NotFound):
        undo(town, step, AMARA, now=dialogues.NOW + MINUTE)
    with pytest.raises(Refusal, match="More than ten minutes"):
        undo(town, step, now=dialogues.NOW + 11 * MINUTE)
    assert town.kept(1).cancelled

"""Undo: exactly what was before, once, within ten minutes, and never over somebody's change."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.errors import NotFound, Refusal
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.actions.edit import RedateAction, redate_action
from bot.use_cases.actions.settle import (
    DropAction,
    complete_several,
    drop_action,
    reopen_action,
    snooze_action,
)
from bot.use_cases.undo.undo import undo_step, undoable_acts
from tests.bot.use_cases.actions import network as actions
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, NOW, OLIVE, TODAY, complete

MINUTE = timedelta(minutes=1)
WEEKLY = Rule(frequency=Frequency.WEEKLY).text(TODAY)


@pytest.fixture
def network(work):
    return actions.settle_in(work)


def drop(network, user_id=LIAM):
    return drop_action(DropAction(1, "No money"), network.by(user_id, NOW))


def snooze(network, user_id=LIAM):
    return snooze_action(1, TODAY + 9 * DAY, network.by(user_id, NOW))


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
    reopen_action(1, chair)
    redate_action(RedateAction(1, TODAY + 5 * DAY), chair)
    changed = network.stored()
    with pytest.raises(Refusal, match="A1 was changed since"):
        undo(network, step)
    assert network.stored() == changed


@pytest.mark.parametrize("did", ["done", "dropped"])
def test_the_next_of_a_recurring_one_goes_and_is_made_again_later(network, did):
    network.work.numbers.begin_behind("A", 1)
    rule = {"repeats": WEEKLY, "series": 1, "occurrence": TODAY}
    before = network.put(due_on=TODAY, **rule)
    outcome = ACTS[did](network)
    assert outcome.following.due_on == TODAY + 7 * DAY
    undo(network, outcome.step)
    assert network.stored() == before
    assert not network.stored(2).open
    again = ACTS[did](network)
    assert (again.following.number, again.following.due_on) == (3, TODAY + 7 * DAY)


def test_a_next_one_that_was_changed_keeps_both(network):
    network.work.numbers.begin_behind("A", 1)
    network.put(due_on=TODAY, repeats=WEEKLY, series=1, occurrence=TODAY)
    outcome = complete(network)
    redate_action(RedateAction(2, TODAY + 9 * DAY), network.by(AMARA, NOW + MINUTE))
    with pytest.raises(Refusal, match="A2, the next one, was changed since"):
        undo(network, outcome.step)
    assert network.stored(2).open
    assert not network.stored().open


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
    reopen_action(2, redate_later)
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
    reopen_action(2, network.by(AMARA, NOW + MINUTE))
    assert [act.records[0].number for act in undoable_acts(by_liam)] == [1]
    assert undoable_acts(network.by(LIAM, NOW + 12 * MINUTE)) == ()

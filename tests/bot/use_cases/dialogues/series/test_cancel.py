"""Cancelling one of a series and all later ones, or all that are ahead; or what did not happen."""

from datetime import date

import pytest

from bot.domain.delivery import State
from bot.domain.errors import NotAllowed, Refusal
from bot.domain.fairness import Charge
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import may_cancel_afterwards
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import plan_series
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    NORA,
    NOW,
    SIX,
    START,
    off,
)

ONE, LATER, WHOLE = Scope


def test_this_and_all_later_end_the_series_with_one_notice(town):
    town.schedule_series(**SIX)
    changed = town.cancel(3, scope=LATER, reason="The summer")
    assert off(town, 1) == [3, 4, 5, 6]
    assert [row.number for row in changed.cancelled] == [4, 5, 6]
    assert {row.reason for row in (changed.after, *changed.cancelled)} == {"The summer"}
    assert {row.sequence for row in (changed.after, *changed.cancelled)} == {1}
    assert changed.series.last == date(2026, 12, 15)
    assert [row.subject_id for row in town.owed("dialogue.cancelled")] == ["D3"]
    assert {row.subject_id for row in town.owed()} == {"D1", "D2", "D3"}
    assert plan_series(Context.system(town.work, NOW + 300 * DAY)) == 0


def test_the_whole_is_all_that_are_ahead(town):
    town.schedule_series(**SIX)
    town.cancel(4, scope=WHOLE, now=START + HOUR)
    assert off(town, 1) == [2, 3, 4, 5, 6]
    assert [row.subject_id for row in town.owed("dialogue.cancelled")] == ["D2"]
    assert town.work.series.get(1).last == START.date()


def test_an_open_end_is_an_end_then(town):
    made = town.schedule_series().dialogues
    town.cancel(1, scope=WHOLE)
    assert off(town, 1) == [row.number for row in made]
    assert town.work.series.still_running() == ()
    assert plan_series(Context.system(town.work, NOW + 100 * DAY)) == 0


def test_one_alone_leaves_the_rest_and_is_not_made_again(town):
    town.schedule_series(**SIX)
    changed = town.cancel(3)
    assert (changed.scope, changed.cancelled) == (ONE, ())
    assert off(town, 1) == [3]
    assert plan_series(Context.system(town.work, NOW)) == 0
    assert town.work.series.get(1).last == date(2027, 1, 12)


def test_posted_invitations_are_refreshed(town):
    town.schedule_series(**SIX)
    town.post_due(START)
    town.stale()
    town.cancel(2, scope=LATER, now=START + HOUR)
    assert [row.subject_id for row in town.stale()] == ["D2"]


def test_the_next_one_announces_the_series_where_the_first_falls_away(town):
    town.schedule_series(**SIX)
    town.cancel(1)
    announced = [row.subject_id for row in town.post_due(NOW) if "announcement" in row.kind]
    assert announced == ["D2"]
    town.cancel(2)
    assert "dialogue.announcement" not in {row.kind for row in town.post_due(NOW)}


# What did not take place ----------------------------------------------------------------------


@pytest.mark.parametrize("user_id", [AMARA, GRACE])
def test_a_chair_may_say_afterwards_that_it_did_not_take_place(town, user_id):
    town.schedule()
    organisation = town.work.organisations.all()[0].id
    cost = {"organisation_id": organisation, "group_id": town.tech.id, "year": 2026, "points": 8}
    town.work.charges.keep_charges([Charge(number=1, **cost)])
    over = START + HOUR
    changed = town.cancel(1, user_id, reason="Nobody came", now=over)
    assert changed.after.cancelled
    assert town.kept(1) == changed.after
    assert town.deliveries("dialogue.cancelled") == []
    assert town.work.charges.take_back(1) == 0, "it is given back already"
    assert town.owed() == []
    assert {row.error for row in town.deliveries(state=State.DROPPED)} == {"cancelled"}


@pytest.mark.parametrize("user_id", [LIAM, MINJI, NORA])
def test_others_are_told_who_can(town, user_id):
    town.schedule()
    with pytest.raises(NotAllowed) as refused:
        town.cancel(1, user_id, now=START + HOUR)
    assert refused.value.words == (
        "D1 is over. Only a chair of Technology can say that it did not take place. Chair: @amara."
    )
    assert not town.kept(1).cancelled


def test_while_it_runs_nobody_cancels_it(town):
    town.schedule()
    with pytest.raises(Refusal) as refused:
        town.cancel(1, AMARA, now=START + HOUR / 2)
    assert "can't be moved, edited or cancelled" in refused.value.words


def test_twice_is_told(town):
    town.schedule()
    town.cancel(1, AMARA, now=START + HOUR)
    with pytest.raises(Refusal) as refused:
        town.cancel(1, AMARA, now=START + HOUR)
    assert refused.value.words == "D1 is cancelled. Nothing was changed."


def test_one_of_a_series_that_did_not_take_place_leaves_the_rest(town):
    town.schedule_series(**SIX)
    changed = town.cancel(1, AMARA, scope=LATER, now=START + HOUR)
    assert off(town, 1) == [1]
    assert changed.scope is ONE


def test_the_button_is_offered_to_those_who_may(town):
    dialogue = town.schedule()
    for user_id, at, may in (
        (AMARA, START + HOUR, True),
        (AMARA, START, False),
        (LIAM, START + HOUR, False),
        (GRACE, START + HOUR, True),
    ):
        assert may_cancel_afterwards(dialogue, reader=town.reader(user_id, at), now=at) is may

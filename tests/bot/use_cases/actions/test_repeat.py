"""Recurring actions: each date once, when the one before is done, dropped or due."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.action_item import ActionStatus
from bot.domain.errors import NotAllowed, NotValid
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.actions import notifications
from bot.use_cases.actions.edit import LogAction, log_action
from bot.use_cases.actions.owners import Owner
from bot.use_cases.actions.repeat import RepeatAction, plan_recurring, repeat_action, rule_words
from bot.use_cases.actions.settle import (
    CompleteAction,
    DropAction,
    complete_action,
    drop_action,
    reopen_action,
)
from bot.use_cases.context import Context
from tests.bot.use_cases.actions.network import AMARA, DAY, LIAM, MINJI, NORA

MONTHLY = Rule(frequency=Frequency.MONTHLY_BY_DATE)
FIRST, SECOND, THIRD = date(2026, 12, 12), date(2027, 1, 12), date(2027, 2, 12)


@pytest.fixture
def network(network):
    """A1 of Liam is due on 12 December, and each month after."""
    wish = LogAction(
        group_id=network.tech.id,
        title="Send the figures",
        owner=Owner(user_id=LIAM),
        due_on=FIRST,
        rule=MONTHLY,
    )
    log_action(wish, **network.placing(AMARA))
    return network


def series(network):
    """(number, due day, whether open, whether it has the rule) of all of them."""
    found = filter(None, map(network.stored, range(1, 9)))
    return [(a.number, a.due_on, a.open, bool(a.repeats)) for a in found]


def at(day, hour=12):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def plan(network, now):
    return plan_recurring(Context.system(network.work, now))


def test_done_early_makes_the_next_one_once(network):
    following = complete_action(CompleteAction(1), network.by(LIAM)).following
    assert (following.due_on, following.owner_user_id, following.series) == (SECOND, LIAM, 1)
    assert complete_action(CompleteAction(1), network.by(LIAM)).following is None
    reopen_action(1, network.by(LIAM))
    complete_action(CompleteAction(1), network.by(LIAM))
    assert plan(network, at(FIRST)) == 0
    assert series(network) == [(1, FIRST, False, False), (2, SECOND, True, True)]


def test_due_makes_the_next_one_once_and_done_then_makes_none(network):
    assert plan(network, at(FIRST - DAY)) == 0
    assert plan(network, at(FIRST)) == 1
    assert plan(network, at(FIRST)) == 0
    assert complete_action(CompleteAction(1), network.by(LIAM, at(FIRST))).following is None
    assert series(network) == [(1, FIRST, False, False), (2, SECOND, True, True)]


def test_a_day_begins_where_the_owner_is(network):
    network.work.actions.change(replace(network.stored(), zone="Australia/Sydney"))
    assert plan(network, datetime(2026, 12, 11, 12, 59, tzinfo=UTC)) == 0
    assert plan(network, datetime(2026, 12, 11, 13, 0, tzinfo=UTC)) == 1


def test_after_a_long_outage_only_what_is_ahead_is_made(network):
    assert plan(network, at(date(2027, 5, 20))) == 1
    assert [due for _, due, *_ in series(network)] == [FIRST, date(2027, 6, 12)]


def test_it_ends_with_its_last_date(network):
    rule = replace(MONTHLY, until=SECOND)
    assert repeat_action(RepeatAction(1, rule), network.by(AMARA)).changed
    assert rule_words(network.stored()) == (
        "every month on the 12th, until Tuesday 12 January 2027"
    )
    assert plan(network, at(FIRST)) == 1
    assert plan(network, at(SECOND)) == 0
    assert [due for _, due, *_ in series(network)] == [FIRST, SECOND]


def test_one_is_dropped_alone_or_with_all_later(network):
    drop_action(DropAction(1, "No figures yet"), network.by(AMARA))
    assert series(network) == [(1, FIRST, False, False), (2, SECOND, True, True)]
    drop_action(DropAction(2, "Nobody reads them", later=True), network.by(AMARA))
    assert network.stored(2).status is ActionStatus.DROPPED
    assert plan(network, at(THIRD)) == 0
    assert len(series(network)) == 2


def test_it_can_be_stopped_and_begun_anew_by_who_may_change_it(network):
    for nobody in (NORA, MINJI):
        with pytest.raises(NotAllowed):
            repeat_action(RepeatAction(1, None), network.by(nobody))
    assert repeat_action(RepeatAction(1, None), network.by(LIAM)).changed
    assert not repeat_action(RepeatAction(1, None), network.by(LIAM)).changed
    assert plan(network, at(FIRST)) == 0
    weekly = Rule(frequency=Frequency.WEEKLY, count=3)
    repeat_action(RepeatAction(1, weekly, FIRST), network.by(LIAM))
    assert network.stored().repeats.endswith("UNTIL=20261226")


def test_it_counts_from_a_due_day_and_ends_after_it(network):
    network.put(2)
    with pytest.raises(NotValid) as refused:
        repeat_action(RepeatAction(2, MONTHLY), network.by(AMARA))
    assert refused.value.field == "due_on"
    with pytest.raises(NotValid) as refused:
        repeat_action(RepeatAction(1, replace(MONTHLY, until=FIRST)), network.by(AMARA))
    assert refused.value.field == "until"


def test_the_next_one_goes_to_whom_it_was_passed_on(network):
    ofcom = network.organisations["Ofcom"].id
    changed = replace(network.stored(), owner_user_id=None, owner_organisation_id=ofcom)
    network.work.actions.change(changed)
    plan(network, at(FIRST))
    assert network.stored(2).owner_organisation_id == ofcom


def test_the_table_holds_one_for_a_series_and_date(network):
    network.put(7, series=7, occurrence=FIRST)
    with pytest.raises(IntegrityError):
        network.put(8, series=7, occurrence=FIRST) and network.stored(8)


def test_the_next_ones_of_linked_actions_are_linked(network):
    wish = LogAction(
        group_id=network.tech.id,
        title="Send the annex",
        owner=Owner(user_id=LIAM),
        others=(Owner(user_id=MINJI),),
        due_on=FIRST,
        rule=MONTHLY,
    )
    log_action(wish, **network.placing(AMARA))  # A2 and A3
    complete_action(CompleteAction(3), network.by(MINJI))
    assert plan(network, at(SECOND)) == 3  # those of A1 and A2, and the one after A4
    linked = {n: network.stored(n) for n in range(2, 8)}
    assert {(a.linked_to, a.occurrence) for a in linked.values() if a.linked_to} == {
        (2, FIRST),
        (4, SECOND),
        (7, THIRD),
    }


def test_a_new_rule_is_seen_in_mornings_that_were_posted(network, monkeypatch):
    redrawn = []
    monkeypatch.setattr(
        notifications, "redraw_mornings", lambda reference, _: redrawn.append(reference)
    )
    assert repeat_action(RepeatAction(1, None), network.by(AMARA)).changed
    assert redrawn == ["A1"]

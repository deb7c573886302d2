"""Chairs hear once that a series ends: when, and which of them."""

from dataclasses import replace

import pytest

from bot.domain.group import Term
from bot.domain.group_notifications import ChairNotice
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import plan_series
from tests.bot.use_cases.dialogues.lettering import said
from tests.bot.use_cases.dialogues.town import AMARA, DAY, HOUR, LIAM, MINUTE, NOW, START, WEEK

LATER = Scope.LATER


def planned(town, now):
    plan_series(Context.system(town.work, now))
    return town.deliveries(MessageKind.SERIES_ENDS)


@pytest.fixture
def ending(town):
    """Ten weeks from START on; D10 is the last, on 9 February 2027."""
    town.schedule_series(rule=Rule(frequency=Frequency.WEEKLY, count=10))
    return town


LAST = START + 9 * WEEK
DUE = LAST - 4 * WEEK


def test_the_chair_is_told_four_weeks_before_the_end(ending):
    assert planned(ending, DUE - 2 * DAY) == []
    (row,) = planned(ending, DUE - HOUR)
    assert planned(ending, DUE) == [row]
    assert (row.recipient, row.due_at, row.useful_until) == (AMARA, DUE, LAST)
    found = said(ending, row, ending.reader(AMARA), DUE)
    assert isinstance(found, ChairNotice)
    assert found.words == (
        "“CSAM roundtable” comes to its end: D10 on Tuesday 9 February 2027, 14:00 "
        "(Europe/London, UTC+0) is the last one of this series (every week on Tuesday at 14:00 "
        "(Europe/London), 10 times). If it is to go on, please schedule a new one."
    )


def test_whoever_chairs_then_is_told(ending):
    ending.work.roles.end_terms(ending.tech.id, AMARA, (DUE - DAY).date())
    ending.work.roles.appoint_chair(ending.tech.id, Term(user_id=LIAM, starts_on=DUE.date()))
    (row,) = planned(ending, DUE - HOUR)
    assert row.recipient == LIAM
    found = said(ending, replace(row, recipient=AMARA), ending.reader(AMARA), DUE)
    assert found == Gone("not a chair any more")


def test_no_end_no_note(town):
    town.schedule_series()
    assert planned(town, DUE) == []


def test_a_cancelled_end_is_not_told_and_the_one_before_it_is(ending):
    (row,) = planned(ending, DUE - HOUR)
    ending.cancel(10, now=DUE - HOUR)
    assert said(ending, row, ending.reader(AMARA), DUE) == Gone("cancelled")
    waiting = [r for r in planned(ending, DUE - HOUR) if r.state.value == "owed"]
    assert [(r.subject_id, r.due_at) for r in waiting] == [("D9", DUE - HOUR)]


def test_a_series_that_goes_on_does_not_end(ending):
    (row,) = planned(ending, DUE - HOUR)
    changed = ending.move(9, START + 8 * WEEK + DAY, scope=LATER, now=DUE - HOUR)
    assert said(ending, row, ending.reader(AMARA), DUE) == Gone("moved")
    ends = [r for r in planned(ending, DUE + DAY - HOUR) if r.state.value == "owed"]
    assert [(r.subject_id, r.due_at) for r in ends] == [("D10", DUE + DAY)]
    open_end = replace(changed.series, rule=Rule(frequency=Frequency.WEEKLY))
    ending.work.series.change(open_end)
    assert said(ending, ends[0], ending.reader(AMARA), DUE + DAY) == Gone("the series goes on")


def test_a_note_that_was_sent_is_not_sent_again_when_the_last_one_moves(ending):
    planned(ending, DUE - HOUR)
    ending.post_due(DUE)
    ending.move(10, LAST + DAY, now=DUE + HOUR)
    assert [r.revision for r in planned(ending, DUE + HOUR)] == [1]


def test_a_short_series_is_known_to_end(town):
    town.schedule_series(rule=Rule(frequency=Frequency.WEEKLY, count=3))
    assert planned(town, NOW) == []


def test_after_an_outage_it_is_told_as_long_as_the_last_one_is_ahead(ending):
    (row,) = planned(ending, DUE + 10 * DAY)
    assert (row.due_at, row.useful_until) == (DUE + 10 * DAY, LAST)
    assert planned(ending, DUE + 11 * DAY) == [row]


def test_no_note_once_the_last_one_has_begun(ending):
    assert planned(ending, LAST) == []


def told(town, now):
    planned(town, now)
    town.post_due(now)
    return [(r.subject_id, r.due_at) for r in planned(town, now) if r.state.value == "sent"]


def test_one_that_becomes_the_last_later_is_told_at_once(ending):
    assert told(ending, DUE) == [("D10", DUE)]
    ending.cancel(10, now=DUE + 10 * DAY)
    at = DUE + 10 * DAY + MINUTE
    assert told(ending, at) == [("D10", DUE), ("D9", at)]
    found = said(ending, planned(ending, at)[1], ending.reader(AMARA), at)
    assert "D9 on Tuesday 2 February 2027" in found.words


def test_so_is_the_last_one_that_is_brought_nearer(ending):
    ending.move(10, LAST - WEEK + DAY, now=DUE - 3 * DAY)
    assert told(ending, DUE - 3 * DAY) == [("D10", DUE - 3 * DAY)]


def test_and_one_that_another_is_moved_before(ending):
    assert told(ending, DUE) == [("D10", DUE)]
    ending.move(10, LAST - 2 * WEEK + DAY, now=DUE + DAY)
    assert told(ending, DUE + DAY) == [("D10", DUE), ("D9", DUE + DAY)]
    ending.cancel(9, now=DUE + 2 * DAY)
    assert len(told(ending, DUE + 2 * DAY)) == 2


@pytest.mark.parametrize("scope", [LATER, Scope.WHOLE])
def test_who_ends_a_series_that_near_knows_it(ending, scope):
    ending.move(8, START + 7 * WEEK + DAY, scope=LATER, now=NOW)
    ending.cancel(9, scope=scope, now=DUE - HOUR)
    assert told(ending, DUE - HOUR) == []
    assert told(ending, DUE + WEEK) == []


def test_who_ends_it_earlier_is_told_in_time(ending):
    ending.cancel(10, scope=LATER, now=DUE - WEEK - HOUR)
    assert told(ending, DUE - WEEK - HOUR) == []
    assert told(ending, DUE - WEEK) == [("D9", DUE - WEEK)]


def test_where_they_end_what_it_went_on_as_too(ending):
    """Ended at the very date from which on it had become another series."""
    ending.move(8, START + 7 * WEEK + DAY, scope=LATER, now=NOW)
    now = START + 3 * WEEK
    ending.cancel(8, scope=LATER, now=now)
    assert told(ending, now) == []
    ending.move(7, START + 8 * WEEK, now=now + HOUR)
    assert told(ending, START + 4 * WEEK) == [("D7", START + 4 * WEEK)]

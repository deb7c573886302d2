"""Which dialogues and series a change of this and all later, or of all, affects."""

from datetime import date

from bot.use_cases.dialogues.rules.series_links import Scope
from tests.bot.use_cases.dialogues.town import (
    DAY,
    SIX,
    START,
    WEEK,
    off,
)

ONE, LATER, WHOLE = Scope


def test_those_moved_on_their_own_are_cancelled_too(town):
    town.schedule_series(**SIX)
    town.move(5, START + 4 * WEEK + DAY)
    town.cancel(6, reason="A holiday")
    town.cancel(3, scope=LATER, reason="The summer")
    assert off(town, 1) == [3, 4, 5, 6]
    assert [town.kept(n).reason for n in (5, 6)] == ["The summer", "A holiday"]


def test_what_an_earlier_change_made_of_it_is_cancelled_too(town):
    town.schedule_series(**SIX)
    second = town.move(3, START + 2 * WEEK + DAY, scope=LATER).series
    third = town.move(5, START + 4 * WEEK + 2 * DAY, scope=LATER).series
    town.cancel(2, scope=LATER)
    assert off(town, 1, second.id, third.id) == [2, 3, 4, 5, 6]
    assert town.work.series.still_running() == ()


def test_the_whole_reaches_back_to_what_it_was_before(town):
    town.schedule_series(**SIX)
    second = town.move(3, START + 2 * WEEK + DAY, scope=LATER).series
    town.move(5, START + 4 * WEEK + 2 * DAY, scope=LATER)
    town.cancel(4, scope=WHOLE)
    assert not [row for row in town.rows(1, second.id, second.id + 1) if not row.cancelled]


def test_later_leaves_what_was_before_an_earlier_change(town):
    town.schedule_series(**SIX)
    second = town.move(3, START + 2 * WEEK + DAY, scope=LATER).series
    town.cancel(4, scope=LATER)
    assert off(town, 1, second.id) == [4, 5, 6]
    assert town.work.series.get(1).last == date(2026, 12, 15)


def test_without_a_series_it_is_one(town):
    town.schedule()
    assert town.cancel(1, scope=WHOLE).scope is ONE

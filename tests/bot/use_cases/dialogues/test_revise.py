"""When those of a series that moves as a whole, or from one date on, are invited to."""

from dataclasses import replace
from datetime import time

from bot.domain.message_kind import MessageKind
from bot.domain.notifications import ChangeNotice, Gone
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.use_cases.dialogues.rules.series_links import Scope
from tests.bot.use_cases.dialogues.lettering import said
from tests.bot.use_cases.dialogues.town import DAY, HOUR, NOW, START, WEEK

_, LATER, WHOLE = Scope
FIRST = NOW + 3 * DAY
"""Thursday; the series is every day from then on, at 14:00."""
AFTERWARDS = NOW + HOUR


def every_day(town, **end):
    town.schedule_series(first=FIRST.date(), rule=Rule(frequency=Frequency.DAILY, **end))
    town.post_due(NOW)


def begins(town, number):
    return town.kept(number).starts_at


def due(town):
    """When each is invited to, by number, as it is owed now."""
    owed = town.owed(MessageKind.ANNOUNCEMENT)
    assert len({row.subject_id for row in owed}) == len(owed), "each once"
    return {int(row.subject_id[1:]): row.due_at for row in owed}


def test_each_day_that_moves_along_is_invited_to_when_the_one_before_begins(town):
    every_day(town, count=6)
    town.move(2, begins(town, 2) + 2 * HOUR, scope=LATER, now=AFTERWARDS)
    assert due(town) == {
        2: AFTERWARDS,  # with the notice, which is about it
        3: begins(town, 2),
        4: begins(town, 3),
        5: begins(town, 5) - WEEK,
        6: begins(town, 6) - WEEK,
    }
    assert [row.subject_id for row in town.owed(MessageKind.DIALOGUE_MOVED)] == ["D2"]


def test_the_whole_too_and_what_stands_is_not_posted_again(town):
    every_day(town, count=6)
    town.move(4, begins(town, 4) + 2 * HOUR, scope=WHOLE, now=AFTERWARDS)
    assert due(town) == {
        1: AFTERWARDS,
        2: begins(town, 1),
        3: begins(town, 2),
        4: begins(town, 3),
        5: begins(town, 5) - WEEK,
        6: begins(town, 6) - WEEK,
    }
    notice, again = (
        row
        for kind in (MessageKind.DIALOGUE_MOVED, MessageKind.ANNOUNCEMENT)
        for row in town.owed(kind)
        if row.due_at == AFTERWARDS
    )
    assert said(town, again, now=AFTERWARDS) == Gone("announced already")
    told = said(town, notice, now=AFTERWARDS)
    assert isinstance(told, ChangeNotice)
    assert "every day at 16:00 (Europe/London), 6 times" in told.series_words


def test_moved_twice_they_still_come_one_by_one(town):
    every_day(town, count=4)
    town.move(2, begins(town, 2) + 2 * HOUR, scope=LATER, now=AFTERWARDS)
    town.move(2, begins(town, 2) - DAY, scope=LATER, now=AFTERWARDS + HOUR)
    assert due(town) == {2: AFTERWARDS + HOUR, 3: begins(town, 2), 4: begins(town, 3)}


def test_one_that_moved_on_its_own_before_is_the_one_before_the_next(town):
    every_day(town, count=4)
    town.move(3, begins(town, 3) + HOUR, now=NOW)
    town.post_due(NOW)
    town.move(2, begins(town, 2) + 2 * HOUR, scope=LATER, now=AFTERWARDS)
    assert due(town) == {2: AFTERWARDS, 4: begins(town, 3)}, "D3 was invited to with its own notice"


def test_days_that_the_move_adds_are_invited_to_one_by_one(town):
    """Until a date, begun two days earlier: two more fit in before it."""
    every_day(town, until=(FIRST + 3 * DAY).date())
    changed = town.move(1, begins(town, 1) - 2 * DAY, scope=LATER, now=AFTERWARDS)
    assert [row.number for row in changed.made] == [5, 6]
    assert due(town) == {1: AFTERWARDS, **{n: begins(town, n - 1) for n in range(2, 7)}}


def test_weeks_are_invited_to_a_week_before_their_new_time(town):
    town.schedule_series(rule=Rule(frequency=Frequency.WEEKLY, count=5))
    town.post_due(NOW)
    town.move(2, START + WEEK - DAY, scope=LATER, now=AFTERWARDS)
    assert due(town) == {n: begins(town, n) - WEEK for n in range(2, 6)}


def test_turns_of_a_group_that_is_told_long_before_come_one_by_one(town):
    """Three weeks ahead: three dates are near at once; only those of the moved turn move."""
    town.tech = replace(town.tech, reminders=(3 * 7 * 24 * 60, 60))
    town.work.groups.change(town.tech)
    slots = (Slot(clock=time(8), zone="Europe/London"), Slot(clock=time(17), zone="Europe/London"))
    town.schedule_series(
        first=FIRST.date(), slots=slots, rule=Rule(frequency=Frequency.WEEKLY, count=6)
    )
    town.post_due(NOW)
    before = due(town)
    assert (before[2], before[3]) == (begins(town, 1), begins(town, 2))
    town.move(1, begins(town, 1) + HOUR, scope=LATER, now=AFTERWARDS)
    assert due(town) == {**before, 1: AFTERWARDS, 5: before[5] + HOUR}

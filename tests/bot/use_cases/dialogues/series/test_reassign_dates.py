"""The fate of each dialogue of a series that moves: moved, kept, too near, or without a date."""

from datetime import date

from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.context import Context
from bot.use_cases.dialogues.move import NO_DATE
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import plan_series
from tests.bot.use_cases.dialogues.town import DAY, HOUR, LIAM, MINUTE, NOW, SIX, START, WEEK, days

WEEKLY, BY_DATE = Frequency.WEEKLY, Frequency.MONTHLY_BY_DATE
ONE, LATER, WHOLE = Scope


def test_what_changed_is_told_apart(town):
    town.schedule_series(**SIX)
    changed = town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert changed.scope is LATER
    assert (changed.before.number, changed.after.number) == (3, 3)
    assert [(was.number, now.number) for was, now in changed.others] == [(4, 4), (5, 5), (6, 6)]
    assert all(now == town.kept(now.number) for _, now in changed.others)
    assert (changed.kept, changed.too_near, changed.cancelled, changed.made) == ((), (), (), ())
    assert not changed.nothing


def test_one_whose_new_time_is_past_stays(town):
    first = NOW.date() + DAY  # Tuesday the 24th, 14:00; it is Monday, 10:00
    town.schedule_series(first=first, **SIX)
    start = town.kept(1).starts_at
    changed = town.move(3, start + 2 * WEEK - 2 * DAY, scope=WHOLE)
    assert [row.number for row in changed.too_near] == [1]
    assert town.kept(1).starts_at == start
    assert town.kept(1).series_id == changed.series.id
    assert town.kept(2).starts_at == start + WEEK - 2 * DAY
    assert town.kept(1).revision == 2, "it goes by another date of its series"
    assert {d.revision for d in town.owed() if d.subject_id == "D1"} == {2}


def test_those_moved_on_their_own_keep_their_time(town):
    town.schedule_series(**SIX)
    own = START + 4 * WEEK + 2 * DAY
    town.move(5, own)
    town.answer(LIAM, 5)
    changed = town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert [row.number for row in changed.kept] == [5]
    kept = town.kept(5)
    assert (kept.starts_at, kept.series_id, str(kept.series_date)) == (
        own, changed.series.id, "2027-01-06"
    )  # fmt: skip
    assert [r.user_id for r in town.work.rsvps.of_dialogue(5)] == [LIAM]
    owed = [d for d in town.owed() if d.subject_id == "D5"]
    assert {d.due_at for d in owed if d.minutes_before == 60} == {own - HOUR}
    assert {(d.revision, d.occurrence) for d in owed} == {(3, "2027-01-06")}
    assert "dialogue.starting" in {d.kind for d in owed}


def test_those_cancelled_on_their_own_stay_cancelled(town):
    town.schedule_series(**SIX)
    town.cancel(5, reason="Christmas")
    changed = town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert [row.number for row in changed.kept] == [5]
    assert town.kept(5).cancelled
    assert town.kept(5).reason == "Christmas"
    assert days(town.rows(changed.series.id)) == ["23 Dec", "30 Dec", "06 Jan", "13 Jan"]
    assert not any(d.subject_id == "D5" for d in town.owed() if d.kind != "dialogue.cancelled")


def test_what_has_no_date_any_more_is_cancelled(town):
    rule = Rule(frequency=BY_DATE, until=date(2027, 6, 30))
    town.schedule_series(first=date(2027, 1, 30), rule=rule)
    changed = town.move(1, town.kept(1).starts_at + DAY, scope=LATER)
    assert [row.number for row in changed.cancelled] == [4, 5]
    assert {(row.cancelled, row.reason) for row in changed.cancelled} == {(True, NO_DATE)}
    assert [row.subject_id for row in town.owed("dialogue.cancelled")] == []
    assert town.work.series.get(changed.series.id).planned_to_its_end


def test_the_others_follow_one_that_was_moved_before(town):
    town.schedule_series(**SIX)
    there = START + 2 * WEEK + DAY
    town.move(3, there)
    town.answer(LIAM, 3)
    changed = town.move(3, there, scope=LATER)
    assert [was.number for was, _ in changed.others] == [4, 5, 6]
    assert (changed.before.starts_at, changed.after.starts_at) == (there, there)
    assert len(town.work.rsvps.of_dialogue(3)) == 1, "its own time is the same"
    assert [row.subject_id for row in town.owed("dialogue.moved")] == ["D4"]


def test_those_that_have_begun_stay_where_they_are(town):
    old = town.schedule_series(**SIX).series
    early = START - 2 * DAY
    town.move(4, early)
    changed = town.move(3, START + 2 * WEEK + DAY, scope=LATER, now=early + MINUTE)
    begun = town.kept(4)
    assert (begun.starts_at, begun.series_id) == (early, old.id)
    assert [row.number for row in town.rows(changed.series.id)] == [3, 5, 6]
    assert begun.revision == 2
    assert plan_series(Context.system(town.work, early + MINUTE)) == 0


def test_one_that_was_left_over_moves_alone_from_then_on(town):
    rule = Rule(frequency=BY_DATE, until=date(2027, 6, 30))
    town.schedule_series(first=date(2027, 1, 30), rule=rule)
    start = town.kept(5).starts_at
    town.move(5, start + 2 * DAY)
    changed = town.move(1, town.kept(1).starts_at + DAY, scope=LATER)
    assert [row.number for row in changed.cancelled] == [4]
    left_over = town.kept(5)
    assert (left_over.starts_at, left_over.series_id) == (start + 2 * DAY, 1)
    assert town.move(5, start + 3 * DAY, scope=LATER).scope is ONE
    assert town.cancel(1, scope=WHOLE).cancelled
    assert town.kept(5).cancelled, "to people it is one of the series"

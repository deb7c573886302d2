"""Moving one date of a series and all later ones, or all that are ahead."""

from datetime import date, time

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.dialogue import RsvpAnswer
from bot.domain.errors import NotAllowed, NotValid
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules import invited
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.schedule import plan_series
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    HOUR,
    LIAM,
    MINJI,
    NOW,
    SIX,
    START,
    WEEK,
    days,
)

WEEKLY, BY_DATE = Frequency.WEEKLY, Frequency.MONTHLY_BY_DATE
ONE, LATER, WHOLE = Scope


def starts(town, *ids):
    return {row.number: row.starts_at for row in town.rows(*ids) if not row.cancelled}


def test_this_and_all_later_go_on_as_a_new_series(town):
    old = town.schedule_series(**SIX).series
    changed = town.move(3, START + 2 * WEEK + DAY + HOUR, scope=LATER)
    new = changed.series
    assert new.id != old.id
    assert town.work.series.get(new.id) == new
    assert [row.number for row in town.rows(old.id)] == [1, 2]
    assert days(town.rows(new.id)) == ["23 Dec", "30 Dec", "06 Jan", "13 Jan"]
    assert [row.number for row in town.rows(new.id)] == [3, 4, 5, 6]
    assert starts(town, old.id, new.id) == {
        number: START + (number - 1) * WEEK + (DAY + HOUR if number >= 3 else 0 * DAY)
        for number in range(1, 7)
    }
    assert town.work.series.get(old.id).last == date(2026, 12, 15)
    assert (new.first, new.slots, new.rule.count) == (
        date(2026, 12, 23),
        (Slot(clock=time(15), zone="Europe/London"),),
        4,
    )
    assert new.created_by == old.created_by
    assert plan_series(Context.system(town.work, NOW)) == 0


def test_each_has_a_new_revision_and_owes_anew(town):
    town.schedule_series(**SIX)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    moved = [town.kept(number) for number in (3, 4, 5, 6)]
    assert {(row.revision, row.sequence) for row in moved} == {(2, 1)}
    assert {(town.kept(n).revision, town.kept(n).sequence) for n in (1, 2)} == {(1, 0)}
    for row in moved:
        owed = [
            d
            for kind in ("dialogue.announcement", "dialogue.reminder.")
            for d in town.owed(kind)
            if d.subject_id == row.reference
        ]
        assert {(d.revision, d.occurrence) for d in owed} == {(2, row.series_date.isoformat())}
        assert [d.due_at for d in owed] == [row.starts_at - ahead for ahead in (WEEK, DAY, HOUR)]


def test_one_notice_tells_of_all(town):
    town.schedule_series(**SIX)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert [row.subject_id for row in town.owed("dialogue.moved")] == ["D3"]


def test_answers_are_asked_for_again(town):
    town.schedule_series(**SIX)
    for number in (2, 3, 4):
        town.answer(LIAM, number)
    town.answer(MINJI, 4, RsvpAnswer.CANNOT)
    changed = town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert changed.answers_cleared == 3
    assert [len(town.work.rsvps.of_dialogue(number)) for number in (2, 3, 4)] == [1, 0, 0]
    assert [row.subject_id for row in town.owed("dialogue.starting")] == ["D2"]


def test_the_whole_takes_along_those_before_it_that_are_ahead(town):
    old = town.schedule_series(**SIX).series
    later = START + HOUR * 2
    changed = town.move(3, START + 2 * WEEK - DAY, scope=WHOLE, now=later)
    assert [row.number for row in town.rows(old.id)] == [1], "the first is over"
    assert days(town.rows(changed.series.id)) == ["14 Dec", "21 Dec", "28 Dec", "04 Jan", "11 Jan"]
    assert [row.subject_id for row in town.owed("dialogue.moved")] == ["D2"]
    assert [was.number for was, _ in changed.others] == [2, 4, 5, 6]


def test_the_whole_from_its_first_date_leaves_nothing_behind(town):
    old = town.schedule_series(**SIX).series
    changed = town.move(1, START + DAY, scope=WHOLE)
    assert town.rows(old.id) == []
    assert len(town.rows(changed.series.id)) == 6
    assert plan_series(Context.system(town.work, NOW + 500 * DAY)) == 0


def test_new_dates_that_come_into_reach_are_made(town):
    rule = Rule(frequency=WEEKLY, until=date(2027, 1, 4))
    town.schedule_series(rule=rule)
    assert len(town.rows(1)) == 4
    town.cancel(4)
    changed = town.move(1, START - 5 * DAY, scope=LATER)
    assert [str(row.series_date) for row in changed.made] == ["2026-12-31"]
    assert changed.made[0].number == 5
    assert changed.made[0].created_by == LIAM
    assert not changed.made[0].cancelled


def test_an_open_end_stays_open(town):
    made = town.schedule_series().dialogues
    changed = town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    rows = town.rows(changed.series.id)
    assert [row.number for row in rows] == [row.number for row in made[2:]]
    assert changed.series.last is None
    assert plan_series(Context.system(town.work, NOW)) == 0
    assert plan_series(Context.system(town.work, NOW + 8 * DAY)) == 1
    assert len(town.rows(changed.series.id)) == len(rows) + 1


def test_only_the_turn_of_the_moved_one_changes(town):
    slots = (Slot(clock=time(8), zone="Europe/London"), Slot(clock=time(17), zone="Asia/Seoul"))
    town.schedule_series(slots=slots, **SIX)
    before = starts(town, 1)
    changed = town.move(3, before[3] + 2 * HOUR, scope=LATER)
    assert [was.number for was, _ in changed.others] == [5]
    after = starts(town, 1, changed.series.id)
    assert {n: after[n] - before[n] for n in before if after[n] != before[n]} == {
        3: 2 * HOUR,
        5: 2 * HOUR,
    }
    untouched = town.kept(4)
    assert (untouched.series_id, untouched.revision, untouched.sequence) == (
        changed.series.id, 1, 0
    )  # fmt: skip


def test_the_turn_keeps_its_zone_where_the_day_is_another_elsewhere(town):
    slots = (Slot(clock=time(14), zone="Europe/London"), Slot(clock=time(9), zone="UTC"))
    town.schedule_series(slots=slots, **SIX)
    changed = town.move(1, START + 2 * HOUR, scope=LATER, zone="Asia/Seoul")
    assert changed.series.slots[0] == Slot(clock=time(16), zone="Europe/London")
    assert changed.after.zone == "Europe/London"
    again = town.move(3, START + 2 * WEEK + 4 * HOUR, scope=LATER, zone="Europe/Dublin")
    assert again.kept == (), "none of them was moved on its own"


def test_the_day_of_a_turn_alone_can_not_change(town):
    slots = (Slot(clock=time(8), zone="Europe/London"), Slot(clock=time(17), zone="Asia/Seoul"))
    made = town.schedule_series(slots=slots, **SIX)
    owed = town.deliveries()
    with pytest.raises(NotValid) as refused:
        town.move(3, town.kept(3).starts_at + DAY, scope=LATER)
    assert refused.value.field == "scope"
    assert "2 times of day" in refused.value.words
    assert tuple(town.rows(1)) == made.dialogues
    assert town.deliveries() == owed


def test_back_in_its_place_alone_changes_only_that_one(town):
    town.schedule_series(**SIX)
    town.move(3, START + 2 * WEEK + DAY)
    changed = town.move(3, START + 2 * WEEK, scope=LATER)
    assert (changed.scope, changed.others) == (ONE, ())
    assert town.kept(3).series_id == 1
    assert town.move(3, START + 2 * WEEK, scope=LATER).nothing


def test_what_an_earlier_change_made_of_the_end_is_left_alone(town):
    town.schedule_series(**SIX)
    first = town.move(5, START + 4 * WEEK + 2 * DAY, scope=LATER)
    second = town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    assert second.afterwards == first.series
    assert [was.number for was, _ in second.others] == [4]
    assert town.kept(5).starts_at == START + 4 * WEEK + 2 * DAY


def test_what_is_moved_without_a_series_moves_alone(town):
    town.schedule()
    changed = town.move(1, START + DAY, scope=LATER)
    assert (changed.scope, changed.series) == (ONE, None)
    assert changed.after.starts_at == START + DAY


def test_one_of_a_series_moves_without_the_rest(town):
    town.schedule_series(**SIX)
    before = starts(town, 1)
    changed = town.move(3, START + 2 * WEEK + DAY)
    assert changed.others == ()
    assert town.kept(3).series_date == (START + 2 * WEEK).date(), "its identity stays"
    assert starts(town, 1) == {**before, 3: START + 2 * WEEK + DAY}
    assert {d.occurrence for d in town.owed() if d.subject_id == "D3"} == {"2026-12-22"}


def test_an_invitation_that_stands_is_refreshed_and_its_long_reminder_owed_again(town):
    town.schedule_series(**SIX)
    town.post_due(START)  # of D1 and D2
    town.stale()
    town.move(2, START + 3 * WEEK, scope=LATER, now=START)
    assert {row.subject_id for row in town.stale()} == {"D2"}
    week = [row for row in town.owed("dialogue.reminder.10080") if row.subject_id == "D2"]
    assert [row.due_at for row in week] == [START + 2 * WEEK]
    others = [row for row in town.owed("dialogue.reminder.10080") if row.revision > 1]
    assert {row.subject_id for row in others} == {"D2"}


def test_the_announcement_of_the_series_is_refreshed_while_its_date_is_ahead(town):
    town.schedule_series(**SIX)
    town.post_due(NOW)
    town.move(4, START + 3 * WEEK + DAY, scope=LATER)
    assert [row.subject_id for row in town.stale()] == ["D1"]
    town.move(5, START + 5 * WEEK)
    assert [row.subject_id for row in town.stale()] == ["D1"]
    town.move(5, START + 5 * WEEK + HOUR, now=START + HOUR)
    assert town.stale() == ()


@pytest.mark.parametrize("scope", Scope)
def test_whoever_may_not_change_one_may_not_change_all(town, scope):
    made = town.schedule_series(**SIX)
    with pytest.raises(NotAllowed):
        town.move(3, START + 2 * WEEK + DAY, MINJI, scope=scope)
    assert tuple(town.rows(1)) == made.dialogues
    assert town.move(3, START + 2 * WEEK + DAY, AMARA, scope=scope).after.number == 3


def test_members_only_ones_invite_members_only(town):
    town.schedule_series(AMARA, **SIX)
    town.edit(4, AMARA, audience=Audience.MEMBERS)
    town.move(3, START + 2 * WEEK + DAY, AMARA, scope=LATER)
    names = {
        number: {o.name for o in invited.invited_at_last(town.kept(number), work=town.work)}
        for number in (3, 4)
    }
    assert names[3] - names[4] == {"NCMEC"}
    assert town.kept(4).audience is Audience.MEMBERS


def test_all_that_was_owed_before_is_withdrawn(town):
    town.schedule_series(**SIX)
    town.move(3, START + 2 * WEEK + DAY, scope=LATER)
    dropped = town.deliveries(state=State.DROPPED)
    assert {row.error for row in dropped} == {"revised"}
    assert {row.subject_id for row in dropped} == {"D3", "D4", "D5", "D6"}

"""Scheduling a series: what is kept, planned, owed, and refused."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotValid
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.domain.zones import UnknownZone
from bot.use_cases.context import Context
from bot.use_cases.dialogues.schedule import JustScheduled
from bot.use_cases.dialogues.series.schedule import PLANNED_AHEAD, plan_series
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINUTE,
    NORA,
    NOW,
    START,
    TECH,
)

WEEKLY = Frequency.WEEKLY
LAST_PLANNED = (NOW + PLANNED_AHEAD).date()


def test_every_date_up_to_the_horizon_is_a_dialogue_of_its_own(town):
    done = town.schedule_series(minutes=90, link="https://meet.example/1")
    rows = done.dialogues
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert [row.series_date for row in rows] == [
        START.date() + week * 7 * DAY for week in range(len(rows))
    ]
    assert rows[-1].series_date <= LAST_PLANNED < rows[-1].series_date + 7 * DAY
    assert {(row.wall.hour, row.zone, row.minutes, row.link) for row in rows} == {
        (14, "Europe/London", 90, "https://meet.example/1")
    }
    assert done.series == town.work.series.get(done.series.id)
    assert done.series.planned_until == LAST_PLANNED
    assert tuple(town.rows(done.series.id)) == rows


def test_it_stays_at_its_hour_when_clocks_change(town):
    rows = town.schedule_series(first=date(2027, 3, 23), rule=Rule(frequency=WEEKLY, count=2))
    assert [row.starts_at.hour for row in rows.dialogues] == [14, 13]


def test_an_end_that_is_nearer_ends_the_planning(town):
    done = town.schedule_series(rule=Rule(frequency=WEEKLY, interval=2, until=date(2027, 1, 30)))
    assert [str(row.series_date) for row in done.dialogues] == [
        "2026-12-08", "2026-12-22", "2027-01-05", "2027-01-19"
    ]  # fmt: skip
    assert done.series.planned_to_its_end
    assert town.work.series.still_running() == ()


def test_slots_take_turns(town):
    slots = (Slot(clock=time(8), zone="Europe/London"), Slot(clock=time(17), zone="Asia/Seoul"))
    done = town.schedule_series(slots=slots, rule=Rule(frequency=WEEKLY, count=3))
    assert [(row.wall.hour, row.zone) for row in done.dialogues] == [
        (8, "Europe/London"),
        (17, "Asia/Seoul"),
        (8, "Europe/London"),
    ]


def test_one_announcement_is_due_at_once_and_the_others_a_week_ahead(town):
    town.schedule_series(rule=Rule(frequency=WEEKLY, count=3))
    rows = town.deliveries("dialogue.announcement")
    assert [(row.subject_id, row.due_at) for row in rows] == [
        ("D1", NOW),
        ("D2", START),
        ("D3", START + 7 * DAY),
    ]
    assert {row.recipient for row in rows} == {TECH}
    assert [row.subject_id for row in town.post_due(NOW)] == ["D1"]


def test_an_own_invitation_stands_in_for_the_longest_reminder(town):
    town.schedule_series(rule=Rule(frequency=WEEKLY, count=2))
    minutes = {"D1": [], "D2": []}
    for row in town.owed("dialogue.reminder."):
        minutes[row.subject_id].append(row.minutes_before)
    assert minutes == {"D1": [10_080, 1_440, 60], "D2": [1_440, 60]}


@pytest.mark.parametrize(
    ("reminders", "ahead", "left"),
    [
        ((14 * 1_440, 1_440), 14 * DAY, [1_440]),
        ((2 * 1_440, 60), 2 * DAY, [60]),
        ((1_440, 60), 7 * DAY, [1_440, 60]),
        ((), 7 * DAY, []),
    ],
)
def test_how_far_ahead_the_own_invitation_comes(town, reminders, ahead, left):
    group = replace(town.tech, reminders=reminders)
    town.work.groups.change(group)
    first = START.date() + 21 * DAY
    town.schedule_series(group=group, first=first, rule=Rule(frequency=WEEKLY, count=2))
    (invitation,) = [r for r in town.owed("dialogue.announcement") if r.subject_id == "D2"]
    assert invitation.due_at == START + 28 * DAY - ahead
    reminders = [row for row in town.owed("dialogue.reminder.") if row.subject_id == "D2"]
    assert [row.minutes_before for row in reminders] == left


def test_a_series_every_day_does_not_begin_with_a_week_of_invitations(town):
    first = (NOW + DAY).date()
    town.schedule_series(first=first, rule=Rule(frequency=Frequency.DAILY, count=20))
    assert [row.subject_id for row in town.post_due(NOW)] == ["D1"]
    start = datetime.combine(first, time(14), NOW.tzinfo)
    rows = town.owed("dialogue.announcement")
    due = {int(row.subject_id[1:]): row.due_at for row in rows}
    assert due[2] == start
    assert due[6] == start + 4 * DAY
    assert due[9] == start + DAY
    assert all(
        row.due_at > due[int(row.subject_id[1:])]
        for row in town.owed("dialogue.reminder.")
        if row.subject_id != "D1"
    )


def test_the_first_one_is_made_however_far_ahead_it_is(town):
    done = town.schedule_series(first=date(2029, 12, 4), rule=Rule(frequency=WEEKLY))
    assert [row.series_date for row in done.dialogues] == [date(2029, 12, 4)]
    assert [row.subject_id for row in town.post_due(NOW)] == ["D1"]


def test_it_is_for_the_groups_audience_unless_said_otherwise(town):
    done = town.schedule_series(group=town.board, rule=Rule(frequency=WEEKLY, count=2))
    assert {row.audience for row in done.dialogues} == {Audience.MEMBERS}
    assert {row.recipient for row in town.owed()} == {BOARD}
    narrow = town.schedule_series(
        title="Other", audience=Audience.MEMBERS, rule=Rule(frequency=WEEKLY, count=2)
    )
    assert narrow.series.audience is Audience.MEMBERS


@pytest.mark.parametrize("user_id", [NORA])
def test_observers_do_not_schedule(town, user_id):
    with pytest.raises(NotAllowed):
        town.schedule_series(user_id)
    assert town.work.series.still_running() == ()


@pytest.mark.parametrize("user_id", [LIAM, AMARA, GRACE])
def test_members_chairs_and_the_secretariat_do(town, user_id):
    done = town.schedule_series(user_id, rule=Rule(frequency=WEEKLY, count=2))
    assert {row.created_by for row in done.dialogues} == {user_id}


@pytest.mark.parametrize(
    ("wish", "field", "words"),
    [
        ({"title": " "}, "title", "The title is missing"),
        ({"title": "x" * 151}, "title", "151 characters"),
        ({"minutes": 4}, "minutes", "lasts from"),
        ({"link": "meet"}, "link", "https://"),
        ({"first": NOW.date()}, "date", None),
        ({"first": NOW.date() - DAY}, "date", "is past"),
        ({"first": date(2032, 12, 7)}, "date", "more than five years ahead"),
        (
            {"rule": Rule(frequency=WEEKLY, until=date(2026, 12, 7))},
            "rule",
            "would end on Monday 7 December 2026, before it begins on Tuesday 8 December 2026",
        ),
        ({"rule": Rule(frequency=WEEKLY, until=date(2033, 1, 1))}, "rule", "leave the end open"),
        (
            {"rule": Rule(frequency=Frequency.MONTHLY_BY_WEEKDAY, ordinal=3)},
            "date",
            "is not one of the dates of this series",
        ),
        ({"slots": ()}, "slots", "up to 4 that take turns"),
        ({"slots": (Slot(clock=time(9), zone="UTC"),) * 5}, "slots", "up to 4"),
        ({"audience": Audience.NETWORK}, "audience", "Only a chair"),
    ],
)
def test_what_is_refused_changes_nothing(town, wish, field, words):
    if words is None:  # today at 14:00 is still ahead
        assert town.schedule_series(**wish).dialogues
        return
    with pytest.raises(NotValid) as refused:
        town.schedule_series(**wish)
    assert refused.value.field == field
    assert words in refused.value.words
    assert town.owed() == []


def test_an_unknown_zone_is_refused(town):
    with pytest.raises(UnknownZone):
        town.schedule_series(slots=(Slot(clock=time(9), zone="Europe/Nowhere"),))


def test_the_same_title_again_within_a_minute_is_asked_about(town):
    three = {"rule": Rule(frequency=WEEKLY, count=3)}
    first = town.schedule_series(**three)
    with pytest.raises(JustScheduled) as asked:
        town.schedule_series(**three, now=NOW + 30 * timedelta(seconds=1))
    assert asked.value.before == first.dialogues[0]
    with pytest.raises(JustScheduled):
        town.schedule(now=NOW)
    again = town.schedule_series(**three, again_after=1)
    assert [row.number for row in again.dialogues] == [4, 5, 6]
    assert town.schedule_series(**three, again_after=1) == again
    later = town.schedule_series(**three, now=NOW + 2 * MINUTE)
    assert later.series.id not in (first.series.id, again.series.id)


def test_what_is_planned_later_is_not_taken_for_just_scheduled(town):
    town.schedule_series()
    later = NOW + 30 * DAY
    assert plan_series(Context.system(town.work, later)) > 0
    assert town.schedule(now=later, starts_at=later + HOUR).series_id is None

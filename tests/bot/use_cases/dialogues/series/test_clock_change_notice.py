"""Two weeks before clocks change: one message a group and day of change, with who shifts."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.group_notifications import ClockChange
from bot.domain.message_kind import MessageKind
from bot.domain.notifications import Gone
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.series_links import Scope
from bot.use_cases.dialogues.series.clock_change_notice import (
    build_notice,
    plan_clock_changes,
)
from bot.use_cases.dialogues.series.schedule import ScheduleSeries, schedule_series
from tests.bot.use_cases.dialogues.town import AMARA, BOARD, DAY, TECH

WEEKLY = Rule(frequency=Frequency.WEEKLY)
THEN = datetime(2027, 2, 1, 10, tzinfo=UTC)


def series(town, group=None, *, slots=(("14:00", "Europe/London"),), now=THEN, **wish):
    group = group or town.tech
    fields = {"title": "Age assurance", "first": date(2027, 2, 9), "rule": WEEKLY}
    slots = tuple(Slot(clock=time.fromisoformat(clock), zone=zone) for clock, zone in slots)
    return schedule_series(
        ScheduleSeries(**{**fields, **wish}, slots=slots),
        town.by(AMARA, now),
        group=group,
    ).series


def warnings(town, group=None, *, until=datetime(2027, 6, 1, tzinfo=UTC)):
    """Plan as the beat does, every third day; what is owed, by local date of the change."""
    now = THEN
    while now < until:
        plan_clock_changes(Context.system(town.work, now))
        now += 3 * DAY
    channel = (group or town.tech).channel_id
    rows = town.work.deliveries.of_recipient(channel, THEN - DAY)
    return {row.occurrence: row for row in rows if row.kind == MessageKind.CLOCK_CHANGE}


def said(town, row, group=None, *, members_only=False, now=None):
    group = group or town.tech
    reader = town.channel_reader(group, members_only=members_only)
    return build_notice(row, group, Context(reader=reader, work=town.work, now=now or row.due_at))


def test_each_change_of_spring_is_told_once_two_weeks_ahead_at_nine(town):
    series(town)
    series(town, title="Another one", first=date(2027, 2, 11))
    owed = warnings(town)
    # London on 28 March, Sydney on 4 April; New York on the 14th is an observer's alone.
    assert sorted(owed) == ["2027-03-28", "2027-04-04"]
    first = owed["2027-03-28"]
    assert first.due_at == datetime(2027, 3, 14, 9, tzinfo=UTC)
    assert first.recipient == TECH
    assert first.audience is Audience.GROUP
    assert owed["2027-04-04"].due_at == datetime(2027, 3, 21, 9, tzinfo=UTC)


def test_it_says_from_what_to_what_and_from_which_date(town):
    series(town)
    owed = warnings(town)
    told = said(town, owed["2027-03-28"])
    assert isinstance(told, ClockChange)
    (one,) = told.series
    assert one.dialogue.starts_at == datetime(2027, 3, 30, 13, tzinfo=UTC)
    found = {s.organisation.name: (s.before, s.after, s.earlier) for s in one.shifts}
    # New York has moved its clocks on the 14th; London follows, so 10:00 is 09:00 again.
    assert found == {
        "KCSC": ("23:00", "22:00", True),
        "NCMEC": ("10:00", "09:00", True),
        "eSafety": ("01:00", "00:00", True),
    }
    (later,) = said(town, owed["2027-04-04"]).series
    shift = {s.organisation.name: (s.before, s.after, s.earlier) for s in later.shifts}
    assert shift == {"eSafety": ("00:00", "23:00", True)}
    assert later.dialogue.starts_at == datetime(2027, 4, 6, 13, tzinfo=UTC)


def test_a_series_planned_where_no_clock_changes_shifts_for_those_where_they_do(town):
    series(town, slots=[("09:00", "Asia/Seoul")])
    told = said(town, warnings(town)["2027-03-28"])
    assert {s.organisation.name for s in told.series[0].shifts} == {"Ofcom"}


def test_each_slot_of_a_rotating_series_is_compared_with_itself(town):
    slots = [("09:00", "Europe/London"), ("21:00", "Europe/London")]
    series(town, slots=slots)
    told = said(town, warnings(town)["2027-03-28"])
    clocks = {(one.dialogue.wall.hour, s.before, s.after) for one in told.series for s in one.shifts
              if s.organisation.name == "KCSC"}  # fmt: skip
    assert clocks == {(9, "18:00", "17:00"), (21, "06:00", "05:00")}


def test_where_the_first_date_after_a_change_is_off_the_next_one_is_told_of(town):
    made = series(town)
    (off,) = [row for row in town.rows(made.id) if row.series_date == date(2027, 3, 30)]
    town.cancel(off.number, AMARA, now=THEN)
    owed = warnings(town)
    (one,) = said(town, owed["2027-03-28"]).series
    assert one.dialogue.series_date == date(2027, 4, 6)
    assert {s.organisation.name for s in one.shifts} == {"KCSC", "NCMEC"}
    (later,) = said(town, owed["2027-04-04"]).series
    shift = {s.organisation.name: (s.before, s.after) for s in later.shifts}
    assert shift == {"eSafety": ("01:00", "23:00")}, "London and Sydney have both changed"


def test_a_turn_that_stayed_when_another_one_moved_is_told_of(town):
    made = series(town, slots=[("09:00", "Europe/London"), ("21:00", "Europe/London")])
    (turn,) = [row for row in town.rows(made.id) if row.series_date == date(2027, 3, 23)]
    new = datetime(2027, 3, 23, 10, tzinfo=UTC)
    town.move(turn.number, new, AMARA, scope=Scope.LATER, now=THEN)
    told = said(town, warnings(town)["2027-03-28"]).series
    assert [(one.dialogue.series_date.isoformat(), one.dialogue.wall.hour) for one in told] == [
        ("2027-03-30", 21),
        ("2027-04-06", 10),
    ]


def test_one_dialogue_alone_is_no_series(town):
    town.schedule(starts_at=datetime(2027, 4, 6, 13, tzinfo=UTC), now=THEN)
    assert warnings(town) == {}


def test_a_change_with_no_date_before_it_shifts_nobody(town):
    series(town, first=date(2027, 3, 30), now=datetime(2027, 2, 1, tzinfo=UTC))
    assert list(warnings(town)) == ["2027-04-04"]


def test_a_mixed_channel_does_not_learn_of_members_series(town):
    series(town, audience=Audience.MEMBERS, title="For members")
    (row,) = [row for day, row in warnings(town).items() if day == "2027-03-28"]
    assert said(town, row) == Gone("nothing shifts")
    assert said(town, row, members_only=True).series[0].dialogue.title == "For members"


def test_a_members_channel_is_told_of_its_own(town):
    series(town, town.board, audience=Audience.MEMBERS)
    owed = warnings(town, town.board)
    assert {row.recipient for row in owed.values()} == {BOARD}
    assert isinstance(said(town, owed["2027-03-28"], town.board, members_only=True), ClockChange)


@pytest.mark.parametrize("gap", [timedelta(hours=1), timedelta(days=3)])
def test_after_the_change_it_is_of_no_use(town, gap):
    series(town)
    row = warnings(town)["2027-03-28"]
    assert row.useful_until == datetime(2027, 3, 30, 13, tzinfo=UTC)
    assert isinstance(said(town, row, now=row.useful_until + gap), Gone)

"""Planning ahead: each date once, however often and by whomever it is planned."""

from datetime import date
from operator import itemgetter

from hypothesis import strategies as st

from bot.domain.message_kind import MessageKind
from bot.domain.recurrence import Frequency, Rule
from bot.use_cases.context import Context
from bot.use_cases.deliveries.plan import plan_from_calendar
from bot.use_cases.dialogues.rules import invited as revisions
from bot.use_cases.dialogues.series.schedule import PLANNED_AHEAD, plan_series
from tests.bot.domain.test_recurrence import any_series
from tests.bot.use_cases.dialogues.town import DAY, HOUR, LIAM, NOW, START, settle_in
from tests.databases import WORKSPACE, sqlite_in_memory
from tests.properties import few_and_many
from tests.storage.records import kind_of

WEEKLY = Frequency.WEEKLY


def planned(town, now):
    return plan_series(Context.system(town.work, now))


def test_what_scheduling_made_is_not_made_again(town):
    made = town.schedule_series()
    owed = town.deliveries()
    assert planned(town, NOW) == 0
    assert planned(town, NOW) == 0
    assert tuple(town.rows(made.series.id)) == made.dialogues
    assert town.deliveries() == owed


def test_the_beat_makes_what_has_come_into_reach(town):
    made = town.schedule_series()
    later = NOW + 15 * DAY
    assert plan_from_calendar(work=town.work, now=later) >= 2
    rows = town.rows(made.series.id)
    assert rows[: len(made.dialogues)] == list(made.dialogues)
    new = rows[len(made.dialogues) :]
    assert [row.series_date for row in new] == [
        made.dialogues[-1].series_date + 7 * DAY,
        made.dialogues[-1].series_date + 14 * DAY,
    ]
    assert town.work.series.get(made.series.id).planned_until == (later + PLANNED_AHEAD).date()
    invitation, *rest = [row for row in town.owed() if row.subject_id == new[0].reference]
    assert (invitation.kind, invitation.due_at) == (
        "dialogue.announcement",
        new[0].starts_at - 7 * DAY,
    )
    reminders = [kind_of(row) for row in rest if row.kind is MessageKind.REMINDER]
    assert reminders == ["dialogue.reminder.1440", "dialogue.reminder.60"]


def test_later_ones_invite_whom_the_series_invited_last(town):
    made = town.schedule_series()
    planned(town, NOW + 8 * DAY)
    first, *_, new = town.rows(made.series.id)
    assert new not in made.dialogues
    invited = revisions.invited_at_last(new, work=town.work)
    assert {o.name for o in invited} == {"eSafety", "Ofcom", "KCSC", "NCMEC"}
    assert invited == revisions.invited_at_last(first, work=town.work)


def test_after_an_outage_what_is_past_is_left_out(town):
    made = town.schedule_series()
    back = NOW + PLANNED_AHEAD + 100 * DAY
    planned(town, back)
    new = [row for row in town.rows(made.series.id) if row not in made.dialogues]
    assert new
    assert all(row.starts_at > back for row in new)
    assert all(row.due_at >= back for row in town.owed() if row.subject_id == new[0].reference)
    assert planned(town, back) == 0


def test_a_series_that_has_ended_is_not_planned_on(town):
    made = town.schedule_series(rule=Rule(frequency=WEEKLY, count=5))
    assert planned(town, NOW + 800 * DAY) == 0
    assert len(town.rows(made.series.id)) == 5


def test_what_was_cancelled_or_moved_is_not_made_again(town):
    made = town.schedule_series(rule=Rule(frequency=WEEKLY, count=70))
    last = made.dialogues[-1]
    town.cancel(last.number)
    town.move(last.number - 1, last.starts_at + 3 * DAY)
    planned(town, NOW + 30 * DAY)
    days = [row.series_date for row in town.rows(made.series.id)]
    assert len(days) == len(set(days))
    assert days == [START.date() + week * 7 * DAY for week in range(len(days))]


def the_rows_are_the_dates_and_reminders_follow_from_them(any_one, pauses):
    """Listing equals rows equals reminders owed, for any rule, zones and times of planning."""
    database = sqlite_in_memory()
    with database.transaction(WORKSPACE) as work:
        town = settle_in(work)
        made = town.schedule_series(first=any_one.first, rule=any_one.rule, slots=any_one.slots)
        now = NOW
        for pause in pauses:
            now += pause * DAY
            planned(town, now)
        series = work.series.get(made.series.id)
        rows = town.rows(series.id)
        assert [(r.series_date, r.wall, r.zone, r.starts_at) for r in rows] == [
            (o.day, o.wall, o.zone, o.starts_at) for o in series.occurrences(series.planned_until)
        ]
        listed = work.dialogues.planned_between(
            town.reader(LIAM), [town.tech.id], now, now + 3_000 * DAY, limit=5_000
        )
        ahead = [row.number for row in rows if row.ends_at > now]
        assert sorted(row.number for row in listed) == ahead
        told = {row.reference: [] for row in rows}
        for owed in [
            *town.owed(MessageKind.ANNOUNCEMENT),
            *town.owed(MessageKind.REMINDER),
        ]:
            told[owed.subject_id].append((owed.kind, owed.due_at))
        for row in rows:
            (kind, invited_at), *reminders = sorted(told[row.reference], key=itemgetter(1))
            assert kind == MessageKind.ANNOUNCEMENT
            hours = [24, 1] if row != rows[0] else [7 * 24, 24, 1]
            assert [due for _, due in reminders] == [
                row.starts_at - hour * HOUR
                for hour in hours
                if row.starts_at - hour * HOUR > invited_at
            ]
    database.dispose()


test_the_rows_are_the_dates_and_reminders_follow_from_them, test_so_they_are_for_many = (
    few_and_many(
        the_rows_are_the_dates_and_reminders_follow_from_them,
        any_series(firsts=st.dates(date(2026, 11, 25), date(2027, 6, 30))),
        st.lists(st.integers(1, 200), max_size=3),
        few=4,
        many=60,
    )
)

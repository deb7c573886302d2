"""Whatever is done to a series, in any order and reach: no date is lost, doubled or mistold."""

from collections import Counter
from datetime import date, time

from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.message_kind import MessageKind
from bot.domain.recurrence import Frequency, Rule, Slot
from bot.use_cases.calendars.feed import read_feed
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.series_links import Scope, whole_line
from bot.use_cases.dialogues.series.reassign_dates import planned_dates
from bot.use_cases.dialogues.series.schedule import plan_series
from bot.use_cases.dialogues.show import coming_dialogues
from handlers.icalendar.rendering import rendered
from tests.bot.use_cases.dialogues.town import DAY, HOUR, LIAM, NOW, settle_in
from tests.databases import WORKSPACE, sqlite_in_memory
from tests.handlers.icalendar.reading import read, uid
from tests.properties import few_and_many

RULES = st.one_of(
    st.builds(
        Rule,
        frequency=st.sampled_from((Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY_BY_DATE)),
        interval=st.integers(1, 3),
        count=st.integers(1, 9),
    ),
    st.builds(
        Rule,
        frequency=st.just(Frequency.WEEKLY),
        interval=st.integers(4, 9),
        until=st.dates(date(2027, 4, 1), date(2027, 12, 31)) | st.none(),
    ),
    st.builds(Rule, frequency=st.just(Frequency.MONTHLY_BY_DATE), until=st.none()),
)
SLOTS = st.lists(
    st.sampled_from(
        (
            Slot(clock=time(14), zone="Europe/London"),
            Slot(clock=time(1, 30), zone="Europe/London"),
            Slot(clock=time(2, 30), zone="America/New_York"),
            Slot(clock=time(9), zone="Australia/Sydney"),
        )
    ),
    min_size=1,
    max_size=3,
)
STEPS = st.tuples(
    st.sampled_from(("move", "move", "edit", "cancel", "plan", "wait")),
    st.integers(0, 20),
    st.sampled_from(Scope),
    st.integers(-20, 20),
    st.sampled_from((0, 1, 5)),
)


class History:
    """Does random things to one series, and knows which rows stand elsewhere for themselves."""

    def __init__(self, town):
        self.town = town
        self.now = NOW
        self.alone = {}
        self.seen = {}

    def rows(self):
        line = whole_line(1, work=self.town.work)
        return self.town.rows(*(series.id for series in line))

    def do(self, what, which, scope, days, hours):
        if what == "wait":
            self.now += abs(days) * DAY
            return
        if what == "plan":
            plan_series(Context.system(self.town.work, self.now))
            return
        rows = self.rows()
        number = rows[which % len(rows)].number
        row = self.town.kept(number)
        try:
            if what == "move":
                to = row.starts_at + days * DAY + hours * HOUR
                self.moved(self.town.move(number, to, scope=scope, zone=row.zone, now=self.now))
            elif what == "cancel":
                self.town.cancel(number, scope=scope, now=self.now)
            else:
                self.town.edit(number, title=f"Title {days}", scope=scope, now=self.now)
        except Refusal:
            pass

    def moved(self, changed):
        if changed.nothing:
            return
        if changed.scope is Scope.ONE:
            self.alone[changed.after.number] = changed.after.starts_at
        else:
            self.alone.pop(changed.after.number, None)
            self.alone.update({row.number: row.starts_at for row in changed.too_near})

    def check(self):
        rows = self.rows()
        by_number = {row.number: row for row in rows}
        assert set(self.seen) <= set(by_number), "none is lost"
        self.check_places(rows)
        for number, before in self.seen.items():
            assert by_number[number].revision >= before.revision
            assert by_number[number].sequence >= before.sequence
            assert by_number[number].cancelled or not before.cancelled
        self.check_owed(by_number)
        listed = self.town.work.dialogues.planned_between(
            self.town.reader(LIAM, self.now), [self.town.tech.id], self.now, self.now + 4_000 * DAY,
            limit=5_000,
        )  # fmt: skip
        ahead = {r.number for r in rows if not r.cancelled and r.ends_at > self.now}
        assert {row.number for row in listed} == ahead
        self.seen = by_number

    def check_feed(self):
        """A calendar that reads the feed, the list and the reminders know of the same dates."""
        now, reader = self.now, self.town.reader(LIAM, self.now)
        entries = read_feed(Context(reader=reader, work=self.town.work, now=now)).entries
        found = read(rendered(entries, workspace_id=WORKSPACE, name="Dialogues"))
        groups = [self.town.tech]
        listed = {
            uid(row.number): (row.starts_at, row.ends_at)
            for row in coming_dialogues(
                groups, Context(reader=reader, work=self.town.work, now=now)
            ).dialogues
        }
        assert len(found.events) == len(entries), "none of them twice"
        confirmed = {
            key: (found.starts[key], found.ends[key])
            for key, event in found.events.items()
            if event.status.value == "CONFIRMED" and found.ends[key] > now
        }
        assert confirmed == listed
        reminded = {
            uid(int(d.subject_id[1:])): d.due_at + HOUR
            for d in self.town.owed("dialogue.reminder.60")
            if d.due_at > now
        }
        assert reminded == {k: start for k, (start, _) in listed.items() if start > now + HOUR}

    def check_places(self, rows):
        """Each is one date of its series, and unless moved alone stands on it."""
        line = whole_line(1, work=self.town.work)
        dates = {series.id: planned_dates(series, series.planned_until) for series in line}
        identities = Counter((row.series_id, row.series_date) for row in rows)
        assert set(identities.values()) <= {1}
        for row in rows:
            planned = dates[row.series_id].get(row.series_date)
            if row.cancelled or row.starts_at <= self.now:
                continue
            if row.number in self.alone:
                assert row.starts_at == self.alone[row.number], "it stays where it was put"
                if planned and (row.wall, row.zone) == (planned.wall, planned.zone):
                    del self.alone[row.number]  # the series has come to it
                continue
            assert planned is not None
            assert (row.wall, row.zone, row.starts_at) == (
                planned.wall,
                planned.zone,
                planned.starts_at,
            )
        if self.now == NOW:
            for series_id, planned in dates.items():
                missing = set(planned) - {d for s, d in identities if s == series_id}
                assert all(planned[day].starts_at <= NOW for day in missing)

    def check_owed(self, by_number):
        """What is owed is owed for what is planned now, once, and at the right moment."""
        owed = [d for d in self.town.owed() if d.recipient == self.town.tech.channel_id]
        for delivery in owed:
            row = by_number[int(delivery.subject_id[1:])]
            assert delivery.revision == row.revision
            if row.cancelled:  # whose date in its series may have changed since
                assert delivery.kind == MessageKind.DIALOGUE_CANCELLED
                continue
            assert delivery.occurrence == row.occurrence
            if delivery.kind is MessageKind.REMINDER:
                minutes = delivery.minutes_before
                assert delivery.due_at == row.starts_at - minutes * HOUR / 60
        hourly = Counter(d.subject_id for d in owed if d.minutes_before == 60)
        invited = Counter(d.subject_id for d in owed if d.kind == MessageKind.ANNOUNCEMENT)
        for row in by_number.values():
            if not row.cancelled and row.starts_at > self.now + HOUR:
                assert hourly[row.reference] == invited[row.reference] == 1


def no_history_loses_or_doubles_a_date(first, rule, slots, steps):
    database = sqlite_in_memory()
    with database.transaction(WORKSPACE) as work:
        history = History(settle_in(work))
        history.town.schedule_series(first=first, rule=rule, slots=tuple(slots))
        history.check()
        for step in steps:
            history.do(*step)
            history.check()
        history.check_feed()
    database.dispose()


test_no_history_loses_or_doubles_a_date, test_nor_does_any_of_many = few_and_many(
    no_history_loses_or_doubles_a_date,
    st.dates(date(2026, 11, 25), date(2027, 3, 31)),
    RULES,
    SLOTS,
    st.lists(STEPS, min_size=1, max_size=8),
    few=6,
    many=100,
)

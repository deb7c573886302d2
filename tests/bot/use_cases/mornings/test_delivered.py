"""From an action logged to the message at nine, through the loop on a real database."""

import asyncio
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.morning import Morning, Topic
from bot.use_cases.actions.edit import LogAction, log_action
from bot.use_cases.actions.owners import Owner
from bot.use_cases.actions.settle import CompleteAction, complete_action
from bot.use_cases.deliveries.deliver import Deliverer, Pace
from bot.use_cases.deliveries.plan import plan_from_calendar
from tests.bot.use_cases.actions.network import AMARA, LIAM, NOW, OLIVE, TODAY, everybody, settle_in
from tests.bot.use_cases.mornings.writing import told
from tests.databases import WORKSPACE
from tests.ports import RecordingMessenger, ToldDirectory

NINE = datetime(2026, 12, 7, 9, tzinfo=UTC)


class Loop:
    """The network in a database, and a deliverer whose clock is moved by hand."""

    def __init__(self, database):
        self.database = database
        self.now = NOW
        with database.transaction(WORKSPACE) as work:
            work.workspaces.keep_installed("Network", "UBOT", NOW)
            self.network = settle_in(work)
        self.messenger = RecordingMessenger()
        self.deliverer = Deliverer(
            memory=database,
            messenger=self.messenger,
            directory=ToldDirectory(people=everybody(), channels=self.network.presence),
            now=lambda: self.now,
            pace=Pace(channel=0),
            jitter=lambda: 0.5,
        )

    def do(self, job):
        with self.database.transaction(WORKSPACE) as work:
            self.network.work = work
            return job(self.network)

    def at(self, moment):
        """Plan and deliver at this moment; what was sent by then."""
        self.now = moment
        self.do(lambda network: plan_from_calendar(work=network.work, now=moment))
        asyncio.run(self.deliverer.deliver())
        return self.messenger.sent


@pytest.fixture
def loop(database_sqlite):
    return Loop(database_sqlite)


def log_for(owner):
    wish = {"title": "Draft it", "owner": Owner(user_id=owner), "due_on": TODAY}
    return lambda network: log_action(
        LogAction(group_id=network.tech.id, **wish), **network.placing(LIAM)
    )


def test_logged_at_five_to_nine_it_comes_at_nine_once(loop):
    loop.do(log_for(OLIVE))
    assert loop.at(NINE - timedelta(seconds=1)) == []
    ((recipient, kind, notification, late),) = loop.at(NINE)
    assert (recipient, kind, late) == (OLIVE, "morning", False)
    assert notification.today == date(2026, 12, 7)
    assert told(notification) == [(Topic.TODAY, 1)]
    assert len(loop.at(NINE + timedelta(hours=5))) == 1


def test_done_before_nine_nothing_comes(loop):
    loop.do(log_for(OLIVE))
    loop.do(lambda network: complete_action(CompleteAction(1), context=network.by(OLIVE)).action)
    assert loop.at(NINE) == []
    rows = loop.do(lambda network: network.mornings(OLIVE))
    by_day = {row.occurrence: row for row in rows}
    assert by_day["2026-12-07"].state is State.DROPPED
    assert by_day["2026-12-07"].error == "nothing to say"


def test_what_is_overdue_is_told_after_one_three_and_seven_days(loop):
    loop.do(log_for(AMARA))
    for hours in range(0, 24 * 8, 4):
        loop.at(NINE + timedelta(hours=hours))
    mornings = [sent[2] for sent in loop.messenger.sent if isinstance(sent[2], Morning)]
    told = [notification.today.isoformat() for notification in mornings]
    assert told == ["2026-12-08", "2026-12-10", "2026-12-14"], "one, three and seven days late"


def test_after_an_outage_it_comes_late_that_day_and_not_after_six(loop):
    loop.do(log_for(OLIVE))
    ((_, _, _, late),) = loop.at(NINE + timedelta(hours=4))
    assert late
    assert len(loop.at(NINE + timedelta(days=1, hours=9))) == 1

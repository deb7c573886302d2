"""A database that was put back: nothing is posted twice, no number given out twice."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.group_notifications import SecretariatNotice
from bot.domain.message_kind import MessageKind
from bot.ports.directory import Seen
from bot.ports.messenger import HistoryUnreadable, Posted
from bot.use_cases.deliveries.recover import LONG_PAST, recover_copy
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting
from tests.databases import WORKSPACE
from tests.ports import ToldHistory

POSTED = Posted("C1", "1.000001")


@pytest.fixture
def setting(database_sqlite):
    """Its copy was made now; the secretariat has one person."""
    setting = Setting(database_sqlite)
    setting.history = ToldHistory()
    setting.write(lambda work: work.people.appoint_secretariat("UCHAIR"))
    beat(setting, NOW)
    return setting


def start(setting, **options):
    """What a process does before its first beat."""
    setting.deliverer.look_first_until = asyncio.run(
        recover_copy(
            WORKSPACE,
            memory=setting.database,
            history=setting.history,
            now=setting.now,
            **options,
        )
    )
    return setting.deliverer.look_first_until


def seen(*references, carries="77:nonce", ts="1.000001"):
    return Seen(ts, frozenset({carries}), frozenset(references))


def mark(setting):
    with setting.database.transaction_of_all() as work:
        work.installations.mark_restored(setting.now)


def beat(setting, moment):
    with setting.database.transaction_of_all() as work:
        work.installations.beat(moment)


def test_a_short_stop_asks_slack_nothing(setting):
    setting.now += LONG_PAST
    assert start(setting) is None
    assert not setting.history.read


def test_after_a_long_outage_slack_is_asked_and_all_goes_on_as_ever(setting):
    row = setting.dialogue()
    setting.owe(row)
    setting.deliver()
    sent = setting.row()
    setting.history.messages["C1"] = [seen("D1", carries=f"{sent.id}:{sent.nonce}")]
    setting.now += HOUR
    assert start(setting) is None
    assert [place for place, _ in setting.history.read] == ["C1"]
    assert setting.history.read[0][1] == NOW
    assert not setting.messenger.looked


def test_a_copy_that_slack_is_ahead_of_is_noticed_without_a_mark(setting):
    setting.history.messages["C1"] = [seen("D7", "A3")]
    setting.now += HOUR
    assert start(setting) == setting.now


def test_what_stands_in_slack_is_not_posted_again(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.owe(dialogue, kind="dialogue.reminder", minutes_before=1440, due=NOW + HOUR)
    mark(setting)
    start(setting)
    setting.messenger.findings["C1"] = [POSTED]
    setting.deliver()
    row = next(r for r in setting.rows("C1") if r.due_at == NOW)
    assert (row.state, row.posted_ts) == (State.SENT, POSTED.ts)
    assert not [kind for _, kind, *_ in setting.messenger.sent if kind != MessageKind.RESTORED]
    setting.now += HOUR
    looks = len(setting.messenger.looked)
    setting.deliver()
    assert "dialogue.reminder.1440" in [kind for _, kind, *_ in setting.messenger.sent]
    assert len(setting.messenger.looked) == looks, "what fell due afterwards is sent at once"


def test_what_does_not_stand_in_slack_is_sent(setting):
    setting.owe(setting.dialogue())
    mark(setting)
    start(setting)
    setting.deliver()
    assert setting.messenger.looked
    assert setting.row().state is State.SENT


@pytest.mark.parametrize(("passing", "tries"), [(False, 3), (True, 24)])
def test_where_nobody_can_look_it_is_not_sent_and_is_said_to_be_uncertain(setting, passing, tries):
    setting.owe(setting.dialogue(), until=NOW + 24 * HOUR)
    mark(setting)
    start(setting)
    setting.messenger.findings["C1"] = [HistoryUnreadable("missing_scope", passing=passing)] * tries
    for turn in range(tries):
        assert setting.row().state is State.OWED, turn
        setting.deliver()
        setting.now += timedelta(minutes=16)
    row = setting.row()
    assert (row.state, row.error, row.detail) == (State.DROPPED, "uncertain", "missing_scope")


def test_numbers_begin_behind_those_that_slack_shows(setting):
    setting.dialogue()
    setting.history.messages["C1"] = [seen("D7", "A3"), seen("D5", "P2", "R9")]
    mark(setting)
    start(setting)
    following = setting.write(
        lambda w: [w.numbers.take_next(notification) for notification in "DAP"]
    )
    assert following == [8, 4, 3]


def test_numbers_never_go_back(setting):
    setting.write(lambda work: [work.numbers.take_next("D") for _ in range(9)])
    setting.history.messages["C1"] = [seen("D7")]
    mark(setting)
    start(setting)
    assert setting.write(lambda work: work.numbers.take_next("D")) == 10


def test_the_secretariat_hears_it_once_with_what_is_missing(setting):
    setting.dialogue()
    setting.history.messages["C1"] = [seen("D1", "D7", "A3")]
    mark(setting)
    setting.now += HOUR
    start(setting, secretariat=["UMEMBER"])
    setting.now += timedelta(seconds=5)
    start(setting, secretariat=["UMEMBER"])
    setting.deliver()
    told = [
        (who, notification)
        for who, kind, notification, _ in setting.messenger.sent
        if kind == MessageKind.RESTORED
    ]
    assert [who for who, _ in told] == ["UCHAIR"], "who is not of the secretariat is not told"
    notification = told[0][1]
    assert isinstance(notification, SecretariatNotice)
    assert notification.since == NOW
    assert "A3 and D7 and do not know them any more" in " ".join(notification.words)


def test_conversations_that_cannot_be_read_are_told(setting):
    setting.history.messages["C1"] = None
    mark(setting)
    start(setting)
    setting.now += timedelta(seconds=5)
    setting.deliver()
    [notification] = [
        notification
        for _, kind, notification, _ in setting.messenger.sent
        if kind == MessageKind.RESTORED
    ]
    assert "I could not read 1 conversation" in notification.words[-1]


def test_a_later_start_still_looks_for_what_was_due_then(setting):
    mark(setting)
    until = start(setting)
    beat(setting, setting.now)
    setting.now += timedelta(seconds=30)
    assert start(setting) == until

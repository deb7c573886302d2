"""What may have been posted is looked for: found, surely absent, or nobody can tell."""

from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import AnswerLost, TryLater
from bot.ports.messenger import HistoryUnreadable, Posted
from bot.use_cases.deliveries.reconcile import KEEP_LOOKING, MOST_REFUSALS
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting
from tests.databases import WORKSPACE

STANDS = Posted(channel="C1", ts="77.000000")


@pytest.fixture
def setting(database):
    return Setting(database)


@pytest.fixture
def lost(setting):
    """One reminder whose answer was lost."""
    setting.owe(setting.dialogue())
    setting.messenger.trouble["C1"] = [AnswerLost("ServerDisconnectedError")]
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    return setting


def test_what_is_found_was_sent(lost):
    lost.messenger.findings["C1"] = [STANDS]
    lost.wait(seconds=3)
    lost.deliver()
    row = lost.row()
    assert (row.state, row.slack_channel, row.slack_ts) == (State.SENT, "C1", "77.000000")
    assert not lost.messenger.sent
    ((_, place, since),) = lost.messenger.looked
    assert place is None
    assert since < row.due_at


def test_it_is_sent_again_only_after_two_full_readings_the_second_late_enough(lost):
    first_nonce = lost.row().nonce
    lost.wait(seconds=3)
    lost.deliver()
    lost.wait(seconds=20)
    lost.deliver()
    assert (lost.row().state, lost.row().readings) == (State.UNCERTAIN, 1)
    assert not lost.messenger.sent
    lost.wait(seconds=8)
    lost.deliver()
    assert len(lost.messenger.looked) == 3, "two readings, and one just before the second attempt"
    row = lost.row()
    assert (row.state, row.attempt) == (State.SENT, 2)
    assert row.earlier_nonces == first_nonce != row.nonce
    assert len(lost.messenger.sent) == 1


def test_a_first_attempt_that_comes_to_light_late_counts(lost):
    lost.messenger.trouble["C1"] = [TryLater("ratelimited", retry_after=60)]
    lost.wait(seconds=3)
    lost.deliver()
    lost.wait(seconds=30)
    lost.deliver()
    assert lost.row().state is State.OWED, "absent twice, and then Slack wanted a pause"
    lost.messenger.findings["C1"] = [STANDS]
    lost.wait(seconds=61)
    lost.deliver()
    assert (lost.row().state, lost.row().slack_ts) == (State.SENT, "77.000000")
    assert not lost.messenger.sent


def test_an_expired_lease_is_looked_for_as_long_after_its_end(setting):
    setting.owe(setting.dialogue())
    with setting.database.transaction("") as work:
        lease = NOW + timedelta(minutes=1)
        (claimed,) = work.queue.claim_due(NOW, lease_until=lease, limit=5)
        assert work.queue.begin_post(claimed, NOW, lease_until=lease)
    setting.wait(seconds=61)
    setting.deliver()
    setting.wait(seconds=20)
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    setting.wait(seconds=11)
    setting.deliver()
    assert (setting.row().state, len(setting.messenger.sent)) == (State.SENT, 1)


def test_where_slack_refuses_the_history_we_say_that_we_cannot_tell(lost):
    refusal = HistoryUnreadable("missing_scope", passing=False)
    lost.messenger.findings["C1"] = [refusal] * 99
    for _ in range(MOST_REFUSALS):
        assert lost.row().state is State.UNCERTAIN
        lost.wait(minutes=5)
        lost.deliver()
    assert (lost.row().state, lost.row().error) == (State.DROPPED, "uncertain: missing_scope")
    assert not lost.messenger.sent
    assert len(lost.messenger.looked) == MOST_REFUSALS


def unreadable_for(lost, last):
    """The history is odd at every look until then; how many looks that were."""
    lost.messenger.findings["C1"] = [HistoryUnreadable("http_502", passing=True)] * 999
    looks = len(lost.messenger.looked)
    while lost.now < last:
        assert lost.row().state is State.UNCERTAIN
        lost.now = min(lost.row().next_at, last)
        lost.deliver()
    return len(lost.messenger.looked) - looks


def test_what_can_be_found_after_days_of_passing_trouble_was_sent(lost):
    last = NOW + KEEP_LOOKING - HOUR
    assert last > lost.row().useful_until
    assert 7 * 24 * 4 < unreadable_for(lost, last) < 7 * 24 * 6, "every quarter of an hour at last"
    lost.messenger.findings["C1"] = [STANDS]
    lost.wait(minutes=16)
    lost.deliver()
    assert (lost.row().state, lost.row().slack_ts) == (State.SENT, "77.000000")


def test_after_a_week_of_passing_trouble_we_say_that_we_cannot_tell(lost):
    unreadable_for(lost, NOW + KEEP_LOOKING - timedelta(minutes=1))
    assert lost.row().state is State.UNCERTAIN
    lost.wait(minutes=16)
    lost.deliver()
    assert (lost.row().state, lost.row().error) == (State.DROPPED, "uncertain: http_502")


def test_what_is_useful_for_longer_is_looked_for_as_long(setting):
    useful = NOW + 2 * KEEP_LOOKING
    setting.owe(setting.dialogue(), until=useful)
    setting.messenger.trouble["C1"] = [AnswerLost("ServerDisconnectedError")]
    setting.deliver()
    setting.messenger.findings["C1"] = [HistoryUnreadable("http_502", passing=True)]
    setting.now = useful - HOUR
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN


def test_what_is_surely_absent_and_of_no_use_any_more_is_dropped(lost):
    lost.wait(seconds=3)
    lost.deliver()
    lost.now = lost.row().useful_until + HOUR
    lost.deliver()
    assert (lost.row().state, lost.row().error) == (State.DROPPED, "too late: not posted")


def test_a_person_is_looked_for_where_they_were_written_to_before(setting):
    setting.owe(setting.dialogue(), recipient="UMEMBER")
    setting.deliver()
    setting.owe(setting.dialogue(), recipient="UMEMBER")
    setting.messenger.trouble["UMEMBER"] = [AnswerLost("TimeoutError")]
    setting.deliver()
    setting.wait(seconds=3)
    setting.deliver()
    assert setting.messenger.looked[0][1] == "at:UMEMBER"


def test_two_that_look_count_one_reading(setting, lost):
    lost.wait(seconds=60)
    until = lost.now + HOUR
    with setting.database.transaction(WORKSPACE) as work:
        (mine,) = work.queue.to_find(lost.now, until=until, limit=9)
        assert work.queue.to_find(lost.now, until=until, limit=9) == ()
        assert work.queue.note_look(mine, next_at=lost.now, absent=True)
        assert not work.queue.note_look(mine, next_at=lost.now, absent=True)
        (again,) = work.queue.to_find(lost.now, until=until, limit=9)
    assert (again.readings, again.looks) == (1, 1)


def test_what_was_withdrawn_while_uncertain_is_looked_for_and_not_sent_again(lost):
    with lost.database.transaction(WORKSPACE) as work:
        (row,) = work.deliveries.of_recipient("C1", NOW)
        about = (row.subject_type, row.subject_id)
        assert work.deliveries.withdraw(*about, why="moved", now=NOW) == 0
    lost.messenger.findings["C1"] = [STANDS]
    lost.wait(seconds=3)
    lost.deliver()
    assert lost.row().state is State.SENT

"""One delivery at Slack: sent, put off, held or dropped."""

from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.errors import AnswerLost, ContentRefused, PlaceClosed, TokenDead, TryLater
from bot.domain.group_notifications import PlaceClosedNotice
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting
from tests.databases import WORKSPACE


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def test_trouble_puts_off_and_honours_retry_after(setting):
    setting.owe(setting.dialogue())
    setting.messenger.trouble["C1"] = [TryLater("ratelimited", retry_after=30)]
    setting.deliver()
    row = setting.row()
    assert (row.state, row.error, row.next_at) == (
        State.OWED,
        "ratelimited",
        NOW + timedelta(seconds=30),
    )
    setting.now += timedelta(seconds=31)
    setting.deliver()
    assert setting.row().state is State.SENT
    assert setting.row().attempt == 2


def test_one_failing_recipient_does_not_hold_up_the_others(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.owe(dialogue, recipient="UMEMBER")
    setting.messenger.trouble["C1"] = [PlaceClosed("channel_not_found")]
    setting.deliver()
    assert [s[0] for s in setting.messenger.sent if s[1].startswith("dialogue")] == ["UMEMBER"]


def test_a_closed_place_is_held_told_once_and_resumed(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.messenger.trouble["C1"] = [PlaceClosed("is_archived")]
    setting.deliver()
    told = [s for s in setting.messenger.sent if isinstance(s[2], PlaceClosedNotice)]
    assert [s[0] for s in told] == ["UCHAIR"]
    assert setting.row().state is State.OWED
    setting.now += timedelta(minutes=1)
    setting.deliver()
    assert len(setting.messenger.sent) == 1, "held, and the chair is not told again"
    with setting.database.transaction(WORKSPACE) as work:
        assert work.recipients.unblock("C1")
    setting.deliver()
    assert setting.row().state is State.SENT


def test_a_lost_answer_is_uncertain_and_never_sent_again_unchecked(setting):
    setting.owe(setting.dialogue())
    setting.messenger.trouble["C1"] = [AnswerLost("ServerDisconnectedError")]
    setting.deliver()
    setting.now += HOUR
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    assert not setting.messenger.sent


def test_our_own_bug_in_a_message_is_dropped_and_logged(setting, caplog):
    setting.owe(setting.dialogue())
    setting.messenger.trouble["C1"] = [ContentRefused("invalid_blocks")]
    setting.deliver()
    assert setting.row().state is State.DROPPED
    assert "our_bug_content" in caplog.text


def test_a_dead_token_stops_the_workspace_and_keeps_what_is_owed(setting):
    setting.owe(setting.dialogue())
    setting.messenger.trouble["C1"] = [TokenDead("token_revoked")]
    setting.deliver()
    assert setting.row().state is State.OWED
    setting.now += timedelta(minutes=1)
    assert setting.deliver() == 0
    with setting.database.transaction(WORKSPACE) as work:
        assert work.workspaces.why_stopped() == "token_revoked"
        work.workspaces.keep_installed("Network", "UBOT", setting.now)
    setting.deliver()
    assert setting.row().state is State.SENT

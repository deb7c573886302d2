"""After an outage: the useful ones late, the rest dropped and told once, and never a flood."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.errors import TryLater
from bot.domain.group_notifications import ChairNotice
from bot.domain.notifications import Reminder
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting
from tests.databases import WORKSPACE


@pytest.fixture
def setting(database):
    return Setting(database)


def reminders(setting, *minutes):
    with setting.database.transaction(WORKSPACE) as work:
        work.groups.change(replace(setting.group, reminders=minutes))


def notices(setting):
    return [s for s in setting.messenger.sent if isinstance(s[2], ChairNotice)]


def test_what_is_of_no_use_is_dropped_and_the_chair_is_told_once(setting):
    dialogue = setting.dialogue()
    for minutes in (1440, 60):
        setting.owe(dialogue, kind="dialogue.reminder", minutes_before=minutes, until=NOW + HOUR)
    setting.owe(dialogue, kind="dialogue.begins", until=NOW + HOUR)
    setting.wait(hours=2)
    setting.deliver()
    assert setting.states("C1") == [State.DROPPED] * 3
    assert {row.error for row in setting.rows("C1")} == {"too late"}
    setting.wait(minutes=2)
    setting.deliver()
    ((recipient, kind, notification, _),) = notices(setting)
    assert (recipient, kind) == ("UCHAIR", "group.dropped")
    assert "the reminder 1 day before D1, “Age assurance”" in notification.words
    assert "the reminder 1 hour before D1" in notification.words
    assert "the opening message of D1, “Age assurance”" in notification.words
    assert "They are too late to help, so not sent: " in notification.words
    assert "Tuesday 1 December 2026, 09:00 (UTC)" in notification.words
    setting.wait(hours=1)
    setting.deliver()
    assert len(notices(setting)) == 1


def test_one_outage_is_one_notice_though_things_are_dropped_one_after_the_other(setting):
    reminders(setting, 60, 50)
    dialogue = setting.dialogue()
    setting.owe(
        dialogue, kind="dialogue.reminder", minutes_before=60, until=NOW + timedelta(minutes=1)
    )
    setting.owe(
        dialogue, kind="dialogue.reminder", minutes_before=50, until=NOW + timedelta(minutes=10)
    )
    setting.messenger.trouble["C1"] = [TryLater("unreachable")] * 50
    setting.messenger.trouble["UCHAIR"] = [TryLater("unreachable")] * 7
    for _ in range(14):
        setting.deliver()
        setting.wait(minutes=2)
    setting.wait(hours=1)
    setting.deliver()
    (notice,) = notices(setting)
    assert "1 hour before" in notice[2].words
    assert "50 minutes before" in notice[2].words


def test_a_later_drop_is_told_too_but_hours_after_the_first(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue, kind="dialogue.reminder", minutes_before=60, until=NOW)
    setting.deliver()
    setting.wait(minutes=2)
    setting.deliver()
    setting.owe(
        dialogue, kind="dialogue.reminder", minutes_before=50, until=NOW + timedelta(minutes=1)
    )
    setting.deliver()
    setting.wait(hours=5)
    setting.deliver()
    assert len(notices(setting)) == 1
    setting.wait(hours=2)
    setting.deliver()
    assert len(notices(setting)) == 2
    assert "1 hour before" not in notices(setting)[1][2].words


def test_what_waits_for_a_blocked_channel_is_dropped_at_its_time_too(setting):
    setting.owe(setting.dialogue(), until=NOW + HOUR)
    with setting.database.transaction(WORKSPACE) as work:
        work.recipients.block("C1", error="is_archived", now=NOW)
    setting.deliver()
    assert setting.row().state is State.OWED
    setting.wait(hours=1)
    setting.deliver()
    assert (setting.row().state, setting.row().error) == (State.DROPPED, "too late")


def test_nobody_is_told_of_what_was_meant_for_one_person(setting):
    setting.owe(setting.dialogue(), recipient="UMEMBER", until=NOW)
    setting.deliver()
    setting.wait(minutes=2)
    setting.deliver()
    assert setting.row("UMEMBER").state is State.DROPPED
    assert not setting.messenger.sent


def test_a_put_off_message_is_late_from_when_it_was_due(setting):
    setting.owe(setting.dialogue())
    setting.messenger.trouble["C1"] = [TryLater("unreachable")] * 3
    for _ in range(4):
        setting.deliver()
        setting.wait(minutes=5)
    assert setting.messenger.sent[0][3] is True
    assert setting.row().due_at == NOW


def test_of_several_late_reminders_of_a_dialogue_the_nearest_goes_out(setting):
    reminders(setting, 60, 50, 40)
    dialogue = setting.dialogue()
    for minutes in (60, 50, 40):
        due = NOW + timedelta(minutes=60 - minutes)
        setting.owe(dialogue, kind="dialogue.reminder", minutes_before=minutes, due=due)
    setting.wait(hours=1)
    setting.deliver()
    assert [s[1] for s in setting.messenger.sent] == ["dialogue.reminder.40"]
    assert {r.error for r in setting.rows("C1") if r.state is State.DROPPED} == {
        "a nearer reminder"
    }


def coming(setting, dialogue, user_id="UMEMBER"):
    with setting.database.transaction(WORKSPACE) as work:
        going = Rsvp(
            user_id=user_id, answer=RsvpAnswer.GOING, organisation_id=None, answered_at=NOW
        )
        work.rsvps.keep_answer(dialogue.number, going)


def owe_three(setting):
    for _ in range(3):
        dialogue = setting.dialogue()
        coming(setting, dialogue)
        setting.owe(dialogue, kind="dialogue.starting", recipient="UMEMBER")


def test_late_ones_to_one_person_go_as_one_message(setting):
    owe_three(setting)
    setting.wait(hours=1)
    setting.deliver()
    assert setting.messenger.together == [["dialogue.starting"] * 3]
    rows = setting.rows("UMEMBER")
    assert [row.state for row in rows] == [State.SENT] * 3
    assert len({(row.posted_channel, row.posted_ts) for row in rows}) == 1
    assert len({row.nonce for row in rows}) == 3
    assert all(isinstance(s[2], Reminder) for s in setting.messenger.sent)


def test_what_is_not_late_goes_by_itself(setting):
    owe_three(setting)
    setting.deliver()
    assert setting.messenger.together == []
    assert len(setting.messenger.sent) == 3


def test_what_replaces_itself_when_pressed_stays_alone(setting):
    owe_three(setting)
    setting.owe(setting.dialogue(), kind="dialogue.announcement", recipient="UMEMBER")
    setting.wait(hours=1)
    setting.deliver()
    assert setting.messenger.together == [["dialogue.starting"] * 3]
    assert len(setting.messenger.sent) == 4


def test_one_of_several_that_is_not_wanted_any_more_is_left_out(setting):
    owe_three(setting)
    with setting.database.transaction(WORKSPACE) as work:
        cannot = Rsvp(
            user_id="UMEMBER", answer=RsvpAnswer.CANNOT, organisation_id=None, answered_at=NOW
        )
        work.rsvps.keep_answer(2, cannot)
    setting.wait(hours=1)
    setting.deliver()
    assert setting.messenger.together == [["dialogue.starting"] * 2]
    assert sorted(row.state for row in setting.rows("UMEMBER")) == ["dropped", "sent", "sent"]


def test_late_ones_to_a_channel_stay_messages_of_their_own(setting):
    for _ in range(3):
        setting.owe(setting.dialogue())
    setting.wait(hours=1)
    setting.deliver()
    assert setting.messenger.together == []
    assert len(setting.messenger.sent) == 3

"""The look before a send: still wanted, useful, and allowed for whoever reads it?"""

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import State
from bot.domain.dialogue import DialogueStatus
from bot.domain.group_notifications import ChairNotice
from bot.domain.notifications import Reminder
from bot.domain.person import PersonFacts
from tests.bot.use_cases.deliveries.setting import HOUR, Setting, channel


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def test_a_late_one_says_so_and_a_useless_one_is_dropped(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.now += HOUR
    setting.deliver()
    assert setting.messenger.sent[0][3] is True
    setting.owe(dialogue, kind="dialogue.reminder", minutes_before=1440)
    setting.now = dialogue.starts_at
    setting.deliver()
    assert len(setting.messenger.sent) == 1
    late = next(r for r in setting.rows("C1") if r.minutes_before == 1_440)
    assert (late.state, late.error) == (State.DROPPED, "too late")


def test_a_cancelled_subject_is_not_sent(setting):
    setting.owe(setting.dialogue(status=DialogueStatus.CANCELLED))
    setting.deliver()
    assert not setting.messenger.sent
    assert setting.row().error == "cancelled"


def test_members_only_in_a_mixed_channel_goes_to_the_members_and_the_chair_hears_why(setting):
    dialogue = setting.dialogue(audience=Audience.MEMBERS)
    setting.owe(dialogue, minutes_before=1440)
    setting.deliver()
    reminded = [s[0] for s in setting.messenger.sent if isinstance(s[2], Reminder)]
    assert reminded == ["UMEMBER"], "the chair runs it"
    assert [s[0] for s in setting.messenger.sent if isinstance(s[2], ChairNotice)] == ["UCHAIR"]
    assert setting.row("C1").error == "kept private"


def test_members_only_in_a_members_channel_is_posted_there(setting):
    setting.directory.channels["C1"] = channel("C1", "UCHAIR", "UMEMBER")
    setting.owe(setting.dialogue(audience=Audience.MEMBERS))
    setting.deliver()
    assert [s[0] for s in setting.messenger.sent] == ["C1"]


def test_members_only_waits_while_nobody_can_tell_who_reads(setting):
    setting.directory.channels["C1"] = None
    setting.owe(setting.dialogue(audience=Audience.MEMBERS))
    setting.deliver()
    assert "C1" not in [recipient for recipient, *_ in setting.messenger.sent]
    assert setting.row().state is State.OWED
    assert setting.row().error == "channel_not_found"


def test_a_person_who_lost_their_seat_or_left_gets_nothing(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue, recipient="UMEMBER")
    setting.owe(dialogue, recipient="UOBSERVER")
    setting.directory.channels["C1"] = channel("C1", "UCHAIR", "UOBSERVER")
    gone = PersonFacts(user_id="UOBSERVER", name="gone", active=False)
    setting.directory.people["UOBSERVER"] = gone
    setting.deliver()
    assert not setting.messenger.sent
    assert setting.row("UMEMBER").error == "not theirs"
    assert setting.row("UOBSERVER").error == "left the workspace"

"""Claim, look again, send, settle: each outcome, on a real database, with a recording messenger."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.chair_notices import ChairNotice
from bot.domain.delivery import State, SubjectType
from bot.domain.dialogue import DialogueStatus, Rsvp, RsvpAnswer
from bot.domain.errors import AnswerLost, ContentRefused, PlaceClosed, TokenDead, TryLater
from bot.domain.notifications import Announcement, Reminder, Withdrawn
from bot.domain.person import PersonFacts
from bot.use_cases.deliveries.refresh import MOST_TRIES
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, PEOPLE, Setting, channel
from tests.databases import WORKSPACE


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


def test_what_is_due_is_sent_once_and_settled(setting):
    setting.owe(setting.dialogue())
    assert setting.deliver() == 1
    assert setting.deliver() == 0
    (sent,) = setting.messenger.sent
    assert sent[0] == "C1"
    assert isinstance(sent[2], Reminder)
    assert sent[3] is False
    row = setting.row()
    assert (row.state, row.slack_channel, row.slack_ts) == (State.SENT, "C1", "1.000000")


def test_what_is_not_due_waits(setting):
    setting.owe(setting.dialogue(), due=NOW + HOUR)
    assert setting.deliver() == 0
    assert asyncio.run(setting.deliverer.next_due()) == NOW + HOUR
    setting.now += HOUR
    assert setting.deliver() == 1


def test_a_late_one_says_so_and_a_useless_one_is_dropped(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue)
    setting.now += HOUR
    setting.deliver()
    assert setting.messenger.sent[0][3] is True
    setting.owe(dialogue, kind="dialogue.reminder.1440")
    setting.now = dialogue.starts_at
    setting.deliver()
    assert len(setting.messenger.sent) == 1
    late = next(r for r in setting.rows("C1") if r.kind == "dialogue.reminder.1440")
    assert (late.state, late.error) == (State.DROPPED, "too late")


def test_a_cancelled_subject_is_not_sent(setting):
    setting.owe(setting.dialogue(status=DialogueStatus.CANCELLED))
    setting.deliver()
    assert not setting.messenger.sent
    assert setting.row().error == "cancelled"


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
    told = [s for s in setting.messenger.sent if isinstance(s[2], ChairNotice)]
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


def test_members_only_in_a_mixed_channel_goes_to_the_members_and_the_chair_hears_why(setting):
    dialogue = setting.dialogue(audience=Audience.MEMBERS)
    setting.owe(dialogue)
    setting.deliver()
    reminded = [s[0] for s in setting.messenger.sent if isinstance(s[2], Reminder)]
    assert sorted(reminded) == ["UCHAIR", "UMEMBER"]
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
    assert setting.row("UOBSERVER").error == "left Slack"


def test_a_stale_post_is_refreshed_with_what_is_true_now(setting):
    dialogue = setting.dialogue()
    setting.owe(dialogue, kind="dialogue.announcement")
    setting.deliver()
    with setting.database.transaction(WORKSPACE) as work:
        work.rsvps.keep_answer(
            dialogue.number,
            Rsvp(user_id="UMEMBER", answer=RsvpAnswer.GOING, organisation_id=None, answered_at=NOW),
        )
        work.deliveries.mark_stale(
            SubjectType.DIALOGUE, dialogue.reference, ["dialogue.announcement"]
        )
    setting.messenger.trouble["C1"] = [TryLater("ratelimited", retry_after=7)]
    setting.deliver()
    assert not setting.messenger.refreshed
    setting.now += timedelta(seconds=8)
    setting.deliver()
    ((_, notification),) = setting.messenger.refreshed
    assert isinstance(notification, Announcement)
    assert notification.turnout.count(RsvpAnswer.GOING) == 1
    assert len(setting.messenger.sent) == 1


@pytest.mark.parametrize("recipient", ["C1", "UOBSERVER"])
def test_a_post_that_its_readers_may_not_see_any_more_is_withdrawn(setting, recipient):
    dialogue = setting.dialogue()
    setting.owe(dialogue, recipient=recipient, kind="dialogue.announcement")
    setting.deliver()
    with setting.database.transaction(WORKSPACE) as work:
        work.dialogues.change(replace(dialogue, audience=Audience.MEMBERS))
        work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference)
    setting.deliver()
    ((_, notification),) = setting.messenger.refreshed
    assert notification == Withdrawn()
    setting.deliver()
    assert len(setting.messenger.refreshed) == 1


def test_a_members_post_is_withdrawn_where_others_can_read_it_by_then(setting):
    setting.directory.channels["C1"] = channel("C1", "UCHAIR", "UMEMBER")
    dialogue = setting.dialogue(audience=Audience.MEMBERS)
    setting.owe(dialogue, kind="dialogue.announcement")
    setting.deliver()
    setting.directory.channels["C1"] = channel("C1", *PEOPLE)
    with setting.database.transaction(WORKSPACE) as work:
        work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference)
    setting.deliver()
    ((_, notification),) = setting.messenger.refreshed
    assert notification == Withdrawn()


@pytest.fixture
def stale(setting):
    """A posted announcement that wants refreshing."""
    dialogue = setting.dialogue()
    setting.owe(dialogue, kind="dialogue.announcement")
    setting.deliver()
    setting.mark = lambda: mark_stale(setting, dialogue)
    setting.mark()
    return setting


def mark_stale(setting, dialogue):
    with setting.database.transaction(WORKSPACE) as work:
        work.deliveries.mark_stale(
            SubjectType.DIALOGUE, dialogue.reference, ["dialogue.announcement"]
        )


def test_a_refresh_that_gets_an_unknown_answer_is_tried_ever_more_rarely_and_not_for_ever(stale):
    stale.messenger.trouble["C1"] = [AnswerLost("unheard_of")] * MOST_TRIES
    stale.deliver()
    pauses = []
    while stale.row().stale:
        pauses.append(stale.row().next_at - stale.now)
        stale.now = stale.row().next_at
        stale.deliver()
    assert pauses == sorted(pauses)
    assert pauses[0] < timedelta(seconds=3)
    assert timedelta(minutes=10) < pauses[-1] <= timedelta(minutes=15)
    assert len(pauses) == MOST_TRIES - 1
    assert not stale.messenger.refreshed
    stale.mark()
    stale.deliver()
    assert len(stale.messenger.refreshed) == 1, "a later change is shown"


def test_a_refresh_waits_as_long_as_slack_is_away_and_begins_again_with_short_pauses(stale):
    for trouble in (TryLater("unreachable"), TokenDead("token_revoked")):
        stale.messenger.trouble["C1"] = [trouble] * (2 * MOST_TRIES)
        stale.deliver()
        for _ in range(2 * MOST_TRIES - 1):
            stale.now = stale.row().next_at
            stale.deliver()
        assert stale.row().stale
        stale.now = stale.row().next_at
        stale.deliver()
        assert not stale.row().stale
        assert stale.row().looks == 0
        stale.mark()
    assert len(stale.messenger.refreshed) == 2


def test_an_expired_lease_is_uncertain(setting):
    setting.owe(setting.dialogue())
    with setting.database.transaction("") as work:
        (claimed,) = work.queue.claim_due(NOW, lease_until=NOW + HOUR, limit=5)
        assert work.queue.begin_post(claimed, NOW, lease_until=NOW + HOUR)
    setting.now += 2 * HOUR
    setting.deliver()
    assert setting.row().state is State.UNCERTAIN
    assert not setting.messenger.sent
    with setting.database.transaction(WORKSPACE) as work:
        assert work.queue.settle_row(claimed, State.SENT, setting.now, slack_ts="1.0"), (
            "the slow worker did send it, and says so"
        )

"""A post that is out of date is shown again, or withdrawn where it may stand no more."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import Rsvp, RsvpAnswer
from bot.domain.errors import AnswerLost, TokenDead, TryLater
from bot.domain.notifications import Announcement, Withdrawn
from bot.ports.messenger import Posted
from bot.use_cases.deliveries.refresh import MOST_TRIES
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, PEOPLE, Setting, channel
from tests.databases import WORKSPACE


@pytest.fixture
def setting(database_sqlite):
    return Setting(database_sqlite)


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


@pytest.fixture
def shared(setting):
    """Two reminders that one person missed, in one message."""
    setting.two = [setting.dialogue(), setting.dialogue()]
    for dialogue in setting.two:
        setting.owe(dialogue, recipient="UMEMBER")
    setting.wait(minutes=10)
    setting.deliver()
    assert len(setting.messenger.together) == 1
    assert len({row.posted_ts for row in setting.rows("UMEMBER")}) == 1
    return setting


def change(setting, dialogue, **values):
    with setting.database.transaction(WORKSPACE) as work:
        work.dialogues.change(replace(dialogue, **values))
        work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference)
    setting.deliver()


def test_what_was_sent_together_is_shown_again_together(shared):
    first, second = shared.two
    change(shared, second, title="Another name")
    assert shared.messenger.together_again == [[first.reference, second.reference]]


def test_what_was_sent_together_stays_where_one_has_nothing_to_say(shared):
    first, second = shared.two
    with shared.database.transaction(WORKSPACE) as work:
        no = Rsvp(
            user_id="UMEMBER", answer=RsvpAnswer.CANNOT, organisation_id=None, answered_at=NOW
        )
        work.rsvps.keep_answer(first.number, no)
    change(shared, second, title="Another name")
    assert not shared.messenger.refreshed
    assert not any(row.stale and row.next_at is None for row in shared.rows("UMEMBER"))
    shared.now = first.ends_at + HOUR
    shared.deliver()
    assert [first.reference, second.reference] in shared.messenger.together_again, "both are over"


def test_what_may_not_be_seen_any_more_goes_from_among_the_others_at_once(shared):
    _first, second = shared.two
    shared.directory.channels["C1"] = channel("C1", "UCHAIR")
    change(shared, second, audience=Audience.MEMBERS)
    assert Withdrawn() in [notification for _, notification in shared.messenger.refreshed]
    assert not [one for one in shared.messenger.together_again if second.reference not in one]


def test_it_waits_until_it_is_known_what_stands_in_the_same_message(setting):
    one, other = setting.dialogue(), setting.dialogue()
    setting.owe(one, recipient="UMEMBER")
    setting.deliver()
    setting.messenger.trouble["UMEMBER"] = [AnswerLost("timeout")]
    setting.owe(other, recipient="UMEMBER")
    setting.deliver()
    change(setting, one, title="Another name")
    assert not setting.messenger.refreshed
    place = next(row for row in setting.rows("UMEMBER") if row.posted_ts)
    found = Posted(channel=place.posted_channel, ts=place.posted_ts)
    setting.messenger.findings["UMEMBER"] = [found] * 3
    for _ in range(5):
        setting.wait(seconds=20)
        setting.deliver()
    assert setting.messenger.together_again
    assert all(len(parts) == 2 for parts in setting.messenger.together_again)

"""Notices of a move or a cancellation: what recipients are told, by what they were told before."""

from dataclasses import replace

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.notifications import ChangeNotice, Gone
from tests.bot.use_cases.dialogues.lettering import LATER, cancelled, moved, said, the
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NOW,
    START,
    TECH,
)


def test_the_change_notice_says_from_when(town):
    town.schedule()
    town.post_due(NOW)
    after = moved(town, zone="Asia/Seoul")
    found = said(town, the(town, "dialogue.moved"))
    assert isinstance(found, ChangeNotice)
    assert found.was == "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)"
    assert found.dialogue == after


def test_moved_twice_before_anyone_heard_it_says_what_was_last_told(town):
    town.schedule()
    town.post_due(NOW)
    moved(town)
    after = moved(town, to=LATER + DAY)
    found = said(town, the(town, "dialogue.moved", revision=3))
    assert found.was == "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)"
    assert found.dialogue == after
    assert said(town, the(town, "dialogue.moved", revision=2)) == Gone("moved")


def test_moved_again_after_it_was_heard_it_says_the_time_in_between(town):
    town.schedule()
    town.post_due(NOW)
    moved(town)
    town.post_due(NOW + MINUTE)
    moved(town, to=START + 3 * DAY, now=NOW + HOUR)
    found = said(town, the(town, "dialogue.moved", revision=3))
    assert found.was == "Wednesday 9 December 2026, 15:00 (Europe/London, UTC+0)"


def test_moved_there_and_back_before_anyone_heard_it_says_nothing(town):
    town.schedule()
    town.post_due(NOW)
    moved(town)
    moved(town, to=START)
    assert said(town, the(town, "dialogue.moved", revision=3)) == Gone("told already")


def test_what_was_never_announced_needs_no_notice(town):
    town.schedule()
    moved(town)
    assert said(town, the(town, "dialogue.moved")) == Gone("not announced")
    town.post_due(NOW)
    assert said(town, the(town, "dialogue.announcement", revision=2)) is not None
    cancelled(town)
    assert isinstance(said(town, the(town, "dialogue.cancelled")), ChangeNotice)


def test_an_announcement_with_the_new_time_needs_no_notice(town):
    town.schedule()
    moved(town)
    announced = the(town, "dialogue.announcement", revision=2)
    claimed = town.work.queue.claim_due(NOW, lease_until=NOW + MINUTE, limit=1)
    assert [row.id for row in claimed] == [announced.id], "the announcement goes first"
    town.work.queue.settle_row(claimed[0], State.SENT, NOW, posted_channel=TECH, posted_ts="1.0")
    assert said(town, the(town, "dialogue.moved")) == Gone("told already")


def test_each_recipient_is_told_of_the_change_as_they_were_told_before(town):
    town.schedule(audience=Audience.MEMBERS)
    announced = the(town, "dialogue.announcement")
    fields = {name: getattr(announced, name) for name in Owed.__dataclass_fields__}
    town.work.deliveries.withdraw(SubjectType.DIALOGUE, "D1", why="kept private", now=NOW)
    town.work.deliveries.owe([Owed(**{**fields, "recipient": LIAM})], NOW)
    town.post_due(NOW)
    moved(town)
    notice = the(town, "dialogue.moved")
    told = {
        user_id: said(town, replace(notice, recipient=user_id), town.reader(user_id))
        for user_id in (LIAM, MINJI)
    }
    assert isinstance(told[LIAM], ChangeNotice)
    assert told[MINJI] == Gone("not announced")


def test_cancelled_is_told_where_it_was_announced(town):
    town.schedule()
    town.post_due(NOW)
    after = cancelled(town)
    found = said(town, the(town, "dialogue.cancelled"))
    assert isinstance(found, ChangeNotice)
    assert found.was is None
    assert found.dialogue == after


def test_cancelled_before_it_was_announced_is_told_to_nobody(town):
    town.schedule()
    cancelled(town)
    assert said(town, the(town, "dialogue.cancelled")) == Gone("not announced")


def test_a_notice_of_a_move_is_gone_once_cancelled(town):
    town.schedule()
    town.post_due(NOW)
    moved(town)
    cancelled(town)
    assert said(town, the(town, "dialogue.moved")) == Gone("cancelled")


def test_another_audience_alone_is_no_move(town):
    town.schedule()
    town.post_due(NOW)
    town.edit(1, AMARA, audience=Audience.NETWORK)
    assert town.owed("dialogue.moved") == []
    again = the(town, "dialogue.announcement", revision=2)
    assert said(town, again) == Gone("announced already")
    moved(town)
    found = said(town, the(town, "dialogue.moved"))
    assert found.was == "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)"


def test_an_invitation_of_the_same_moment_does_not_stand_for_the_notice(town):
    town.schedule_series()
    town.post_due(NOW)
    town.move(2, NOW + 3 * DAY)
    posted = {row.kind for row in town.post_due(NOW + MINUTE)}
    assert {"dialogue.announcement", "dialogue.moved"} <= posted
    (notice,) = [row for row in town.deliveries("dialogue.moved") if row.recipient == TECH]
    found = said(town, notice)
    assert isinstance(found, ChangeNotice)
    assert found.was == "Tuesday 15 December 2026, 14:00 (Europe/London, UTC+0)"

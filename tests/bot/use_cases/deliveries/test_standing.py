"""Posts in a channel that are for members are listed, and deleted if a chair wants that."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.delivery import Owed, State, SubjectType
from bot.domain.errors import (
    AnswerLost,
    ContentRefused,
    NotAllowed,
    NotFound,
    PlaceClosed,
    TokenDead,
    TryLater,
)
from bot.domain.group_notifications import ChannelOpened
from bot.domain.notifications import Withdrawn
from bot.domain.person import OrganisationKind
from bot.domain.roles import Reader, Role
from bot.use_cases.context import Context
from bot.use_cases.deliveries.refresh import MOST_TRIES
from bot.use_cases.drift.note_reading import note_reading
from bot.use_cases.drift.opened import SHOWN, take_down
from tests.bot.use_cases.deliveries.setting import HOUR, NOW, Setting, channel
from tests.journal import told_about
from tests.storage.records import action

MEMBERS = Audience.MEMBERS
HERE = channel("C1", "UCHAIR", "UMEMBER")
OPEN = channel("C1", "UCHAIR", "UMEMBER", "UOBSERVER")


@pytest.fixture
def setting(database_sqlite):
    setting = Setting(database_sqlite)
    found(setting, HERE)
    return setting


def found(setting, facts):
    """Slack says it to the loop, and a reading has noted it."""
    setting.directory.channels["C1"] = facts
    setting.write(lambda work: note_reading("C1", facts, work=work, now=setting.now))


def post(setting, *, audience=MEMBERS, kind="dialogue.announcement"):
    dialogue = setting.dialogue(audience=audience)
    setting.owe(dialogue, kind=kind)
    setting.deliver()
    return dialogue


def opened(setting):
    """An observer comes, and the chair is told; what they were told, and where it stands."""
    setting.wait(minutes=1)
    found(setting, OPEN)
    setting.wait(minutes=1)
    setting.deliver()
    return last_list(setting)


def last_list(setting):
    """The chair's list as Slack has it now."""
    sent = [notification for _, _, notification, _ in setting.messenger.sent]
    drawn = [notification for _, notification in setting.messenger.refreshed]
    return [
        notification for notification in sent + drawn if isinstance(notification, ChannelOpened)
    ][-1]


def standing(setting):
    rows, number = setting.write(lambda work: work.deliveries.posts_for_members("C1", 99))
    assert len(rows) == number
    return [row.subject_id for row in rows]


def where_the_list_is(setting):
    (row,) = (row for row in setting.rows("UCHAIR") if row.kind == "channel.opened")
    return row.posted_channel, row.posted_ts


def reader(setting, role=Role.CHAIR, user_id="UCHAIR"):
    return Reader(
        user_id=user_id,
        standing=OrganisationKind.MEMBER,
        rostered=True,
        seats={setting.group.id: role},
    )


def press(setting, *, post_id=None, who=None, until_ts="9999.0", notice=None):
    notice = notice or where_the_list_is(setting)
    asked = notice, until_ts, post_id
    who = who or reader(setting)
    return setting.write(
        lambda work: take_down(*asked, Context(reader=who, work=work, now=setting.now))
    )


def the_row(setting):
    (row,) = (row for row in setting.rows("C1") if row.kind == "dialogue.announcement")
    return row


# What is listed ----------------------------------------------------------------------------------


def test_the_chair_gets_the_posts_for_members_the_newest_first_and_no_other(setting):
    for audience in (MEMBERS, Audience.GROUP, MEMBERS):
        post(setting, audience=audience)
    told = opened(setting)
    assert told.came == ("UOBSERVER",)
    assert [(one.reference, one.title) for one in told.posts] == [
        ("D3", "Age assurance"),
        ("D1", "Age assurance"),
    ]
    assert told.standing == 2
    assert not told.to_secretariat


def test_of_three_hundred_the_newest_are_shown_and_all_are_counted(setting):
    setting.write(lambda work: _three_hundred(work, setting.group.id))
    told = opened(setting)
    assert (len(told.posts), told.standing) == (SHOWN, 300)
    assert told.posts[0].post.posted_ts == "1299.000000"
    assert press(setting)[0] == 300
    setting.deliver()
    assert len(setting.messenger.deleted) == 300
    assert last_list(setting).standing == 0


def _three_hundred(work, group_id):
    rows = [
        Owed(
            kind="digest.weekly",
            subject_type=SubjectType.DIGEST,
            subject_id=str(group_id),
            occurrence=str(number),
            recipient="C1",
            due_at=NOW,
            useful_until=NOW + HOUR,
            audience=Audience.GROUP,
        )
        for number in range(300)
    ]
    work.deliveries.owe(rows, NOW)
    number = 0
    while claimed := work.queue.claim_due(NOW, lease_until=NOW + HOUR, limit=9):
        for one in claimed:
            shown = replace(one, members_only=True)
            work.queue.begin_post(shown, NOW, lease_until=NOW + HOUR)
            place = {"posted_channel": "C1", "posted_ts": f"{1000 + number}.000000"}
            work.queue.settle_row(shown, State.SENT, NOW, **place)
            number += 1


@pytest.mark.parametrize(
    ("audience", "listed"), [(MEMBERS, True), (Audience.GROUP, False)], ids=["members", "group"]
)
def test_a_digest_is_listed_only_if_it_shows_something_for_members(setting, audience, listed):
    logged = replace(action(1, setting.group.id, audience=audience), created_at=NOW - HOUR)
    setting.write(lambda work: work.actions.add(logged))
    owed = Owed(
        kind="digest.now",
        subject_type=SubjectType.DIGEST,
        subject_id=str(setting.group.id),
        occurrence="now",
        recipient="C1",
        due_at=NOW,
        useful_until=NOW + HOUR,
        audience=Audience.GROUP,
    )
    setting.write(lambda work: work.deliveries.owe([owed], NOW))
    setting.deliver()
    assert bool(standing(setting)) is listed


def test_what_was_never_for_a_channel_of_members_alone_is_not_listed(setting):
    found(setting, OPEN)
    post(setting, audience=Audience.GROUP)
    assert standing(setting) == []


def test_a_lost_answer_that_is_found_again_is_listed(setting):
    setting.messenger.trouble["C1"] = [AnswerLost("TimeoutError")]
    post(setting)
    assert standing(setting) == []
    row = the_row(setting)
    setting.write(
        lambda work: work.queue.settle_row(
            row, State.SENT, NOW, posted_channel="C1", posted_ts="7.000000"
        )
    )
    assert standing(setting) == ["D1"]


def test_a_refresh_beside_an_observer_shows_nothing_and_leaves_the_list(setting):
    dialogue = post(setting)
    opened(setting)
    mark = SubjectType.DIALOGUE, dialogue.reference
    setting.write(lambda work: work.deliveries.mark_stale(*mark))
    setting.deliver()
    assert setting.messenger.refreshed == [("1.000000", Withdrawn())]
    assert standing(setting) == []


# Delete ------------------------------------------------------------------------------------------


def test_a_chosen_post_is_deleted_and_never_refreshed_or_posted_again(setting):
    dialogue = post(setting)
    post(setting)
    opened(setting)
    number, told = press(setting, post_id=the_first(setting))
    assert (number, [one.reference for one in told.posts]) == (1, ["D2"])
    setting.deliver()
    assert setting.messenger.deleted == ["1.000000"]
    assert [one.reference for one in last_list(setting).posts] == ["D2"]

    drawn = len(setting.messenger.refreshed)
    mark = SubjectType.DIALOGUE, dialogue.reference
    assert setting.write(lambda work: work.deliveries.mark_stale(*mark)) == ()
    setting.owe(dialogue, kind="dialogue.announcement")
    setting.deliver()
    assert len(setting.messenger.refreshed) == drawn
    assert setting.messenger.deleted == ["1.000000"]
    assert press(setting, post_id=the_first(setting))[0] == 0


def the_first(setting):
    return min(row.id for row in setting.rows("C1"))


def test_the_journal_notes_who_had_it_deleted(setting):
    post(setting)
    opened(setting)
    press(setting)
    noted = setting.write(lambda work: told_about(work, "C1"))
    assert noted[-1][1:] == ("UCHAIR", "had posts deleted", "all 1")


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OBSERVER, Role.OUTSIDER])
def test_nobody_but_chairs_and_the_secretariat_deletes(setting, role):
    post(setting)
    opened(setting)
    with pytest.raises(NotAllowed):
        press(setting, who=reader(setting, role, "UMEMBER"))
    assert standing(setting) == ["D1"]
    assert press(setting, who=Reader(user_id="USEC", secretariat=True))[0] == 1


def test_a_message_that_is_no_list_deletes_nothing(setting):
    post(setting)
    row = the_row(setting)
    with pytest.raises(NotFound):
        press(setting, notice=(row.posted_channel, row.posted_ts))


def test_delete_all_takes_nothing_that_was_posted_after_the_list(setting):
    post(setting)
    opened(setting)
    assert press(setting, until_ts="0.5")[0] == 0


@pytest.mark.parametrize(
    "trouble",
    [
        TryLater("ratelimited", retry_after=30),
        AnswerLost("TimeoutError"),
        TokenDead("invalid_auth"),
        PlaceClosed("not_in_channel"),
    ],
    ids=lambda trouble: trouble.code,
)
def test_what_slack_does_not_delete_now_it_is_asked_for_again(setting, trouble):
    post(setting)
    opened(setting)
    press(setting)
    setting.messenger.trouble["C1"] = [trouble]
    setting.deliver()
    assert setting.messenger.deleted == []
    assert standing(setting) == []
    setting.wait(hours=1)
    setting.deliver()
    assert setting.messenger.deleted == ["1.000000"]


def test_what_slack_never_deletes_is_listed_again_with_the_reason(setting):
    post(setting)
    opened(setting)
    press(setting)
    setting.messenger.trouble["C1"] = [ContentRefused("cant_delete_message")]
    setting.deliver()
    setting.deliver()
    (left,) = last_list(setting).posts
    assert left.post.error == "cant_delete_message"
    assert press(setting)[0] == 1, "and can be tried again"


def test_a_place_that_stays_closed_for_a_day_is_told(setting):
    post(setting)
    opened(setting)
    press(setting)
    setting.messenger.trouble["C1"] = [PlaceClosed("not_in_channel")] * MOST_TRIES
    for _ in range(MOST_TRIES + 1):
        setting.wait(hours=1)
        setting.deliver()
    assert setting.messenger.trouble["C1"] == []
    assert standing(setting) == ["D1"]

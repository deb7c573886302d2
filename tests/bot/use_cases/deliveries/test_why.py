"""Who is told what of the messages that were owed, and why."""

from dataclasses import replace

import pytest

from bot.domain.action_item import ActionItem
from bot.domain.audience import Audience
from bot.domain.delivery import State, SubjectType
from bot.domain.errors import NotFound
from bot.ports.ledgers.deliveries import Copies
from tests.bot.use_cases.deliveries.post import (
    CHANNEL,
    DAY,
    HOUR,
    MEMBERS,
    dropped,
    keep_private,
    sent,
)
from tests.bot.use_cases.groups.hall import (
    AMARA,
    FAR,
    GETHIN,
    MINJI,
    NOW,
    PRIVATE,
    PUBLIC,
    RAHUL,
    SINA,
    TANIS,
)
from tests.storage.records import kind_of

# A channel's ----------------------------------------------------------------------------------


def test_a_week_back_and_a_week_ahead_the_latest_due_first(post):
    post.dialogue()
    for days in (-8, -7, 0, 7, 8):
        post.owe(kind="dialogue.reminder", minutes_before=days + 10, due=NOW + days * DAY)
    assert post.here(TANIS) == [f"dialogue.reminder.{n}" for n in (17, 10, 3)]
    (first, *_) = post.why(TANIS).here
    assert (first.subject.reference, first.subject.title) == ("D12", "Age assurance")


def test_members_only_subjects_are_not_there_for_those_who_may_not_see_them(post):
    post.dialogue(audience=MEMBERS)
    post.owe(audience=MEMBERS, became=dropped("kept private"))
    post.owe(kind="dialogue.cancelled", audience=MEMBERS, became=dropped("not announced"))
    post.hall.work.roles.lower_person(post.group.id, MINJI, lowered=True)
    for user_id in (TANIS, RAHUL, MINJI):
        told = post.why(user_id)
        assert (told.here, told.own, told.left_out) == ((), (), 0)
        with pytest.raises(NotFound) as refused:
            post.why(user_id, about="D12")
        assert refused.value.words == "I can't find D12 in a group you belong to."
    for user_id in (GETHIN, AMARA, SINA):
        assert post.here(user_id) == ["dialogue.reminder.1440"]
        assert post.why(user_id).left_out == 1


def test_what_was_for_members_when_it_was_owed_stays_for_members(post):
    """The dialogue was opened to the group since; that it was kept private is not for all."""
    post.dialogue()
    post.owe(audience=MEMBERS, became=dropped("kept private"))
    post.owe(kind="dialogue.announcement")
    assert post.here(TANIS) == ["dialogue.announcement"]
    assert len(post.here(GETHIN)) == 2


def test_what_was_for_all_is_hidden_once_its_subject_is_for_members(post):
    post.dialogue(audience=MEMBERS)
    post.owe(became=sent())
    assert post.here(TANIS) == []
    assert post.here(GETHIN) == ["dialogue.reminder.1440"]


def test_only_people_in_the_channel_see_what_was_owed_to_it(post):
    post.dialogue()
    post.owe()
    post.owe(to=FAR)
    told = post.why(FAR)
    assert told.here is None
    assert told.own == (), "of a group that they are not in"
    without = replace(PRIVATE, members=PRIVATE.members - {SINA})
    post.hall.channels[CHANNEL] = without
    assert post.here(SINA) == ["dialogue.reminder.1440", "dialogue.reminder.1440"]


def test_only_of_the_group_that_is_asked_about(post):
    post.hall.channels[PUBLIC.channel_id] = replace(PUBLIC, members=frozenset({TANIS, SINA}))
    education = post.hall.set_up(channel=PUBLIC, name="Education").group
    post.dialogue()
    post.dialogue(13, group=education)
    post.owe()
    post.owe(PUBLIC.channel_id, subject_id="D13", kind="dialogue.announcement")
    post.owe(TANIS, kind="dialogue.starting")
    post.owe(TANIS, kind="dialogue.starting", subject_id="D13")
    told = post.why(TANIS, group=education)
    assert [line.row.kind for line in told.here] == ["dialogue.announcement"]
    assert [line.subject.reference for line in told.own] == ["D13"]
    assert len(post.own(TANIS, group=None)) == 2


# Counts of what goes to people ---------------------------------------------------------------


def test_chairs_and_the_secretariat_learn_how_many_got_it_privately(post):
    post.dialogue(audience=MEMBERS)
    keep_private(post)
    for user_id in (AMARA, SINA):
        (line,) = post.why(user_id).here
        assert line.copies == {State.SENT: 7, State.OWED: 1}
    (line,) = post.why(GETHIN).here
    assert line.copies == {}
    post.hall.set_up(chairs=())
    (line,) = post.why(AMARA).here
    assert line.copies == {}, "of a former chair"


def test_only_the_secretariat_learns_how_many_others_were_written_to(post):
    post.dialogue()
    post.owe()
    for user_id in (GETHIN, TANIS):
        post.owe(user_id, kind="dialogue.starting", due=NOW + HOUR, became=sent())
    post.owe(MINJI, kind="dialogue.starting", due=NOW + HOUR)
    assert post.here(AMARA) == ["dialogue.reminder.1440"]
    (first, second) = post.why(SINA).here
    assert isinstance(first.row, Copies)
    assert (first.row.kind, first.row.due_at) == ("dialogue.starting", NOW + HOUR)
    assert first.row.states == {State.SENT: 2, State.OWED: 1}
    assert kind_of(second.row) == "dialogue.reminder.1440"


def test_the_secretariat_is_not_told_of_another_groups_people_here(post):
    post.hall.channels[PUBLIC.channel_id] = replace(PUBLIC, members=frozenset({TANIS}))
    education = post.hall.set_up(channel=PUBLIC, name="Education").group
    post.dialogue(13, group=education)
    post.owe(TANIS, subject_id="D13", kind="dialogue.starting")
    assert post.here(SINA) == []
    assert post.here(SINA, group=education) == ["dialogue.starting"]


def test_nobody_is_told_of_anothers_mornings(post):
    for user_id in (AMARA, GETHIN, TANIS):
        morning = {"subject_type": SubjectType.MORNING, "subject_id": user_id}
        post.owe(user_id, kind="morning", occurrence="2026-12-07", **morning)
    for user_id in (AMARA, SINA, TANIS, MINJI):
        assert post.here(user_id) == []
    for user_id in (SINA, MINJI):
        assert post.own(user_id, group=None) == []


# One's own --------------------------------------------------------------------------------------


def test_ones_own_mornings_are_told_in_a_direct_message_only(post):
    morning = {"subject_type": SubjectType.MORNING, "subject_id": TANIS}
    post.owe(TANIS, kind="morning", occurrence="2026-12-07", **morning)
    post.dialogue()
    post.owe(TANIS, kind="dialogue.starting", due=NOW - HOUR)
    assert post.own(TANIS, group=None) == ["morning", "dialogue.starting"]
    assert post.own(TANIS) == ["dialogue.starting"]
    assert post.here(TANIS, group=None) == []


def test_ones_own_message_is_hidden_once_its_subject_is(post):
    post.dialogue(audience=MEMBERS)
    post.owe(MINJI, audience=MEMBERS, became=sent())
    assert post.own(MINJI, group=None) == ["dialogue.reminder.1440"]
    post.work.roles.lower_person(post.group.id, MINJI, lowered=True)
    assert post.own(MINJI, group=None) == []


# One subject ------------------------------------------------------------------------------------


def test_one_subject_from_its_beginning_to_its_end_wherever_it_is_asked(post):
    post.dialogue()
    post.dialogue(13)
    post.owe(kind="dialogue.announcement", due=NOW - 29 * DAY)
    post.owe(kind="dialogue.reminder", minutes_before=60, due=NOW + 900 * DAY)
    post.owe(subject_id="D13")
    told = post.why(TANIS, about="D12")
    assert [kind_of(line.row) for line in told.here] == [
        "dialogue.reminder.60",
        "dialogue.announcement",
    ]
    assert told.group == post.group
    assert told.subject.title == "Age assurance"


def test_of_a_network_dialogue_of_another_group_only_ones_own_is_told(post):
    post.hall.channels[PUBLIC.channel_id] = replace(PUBLIC, members=frozenset({MINJI}))
    education = post.hall.set_up(channel=PUBLIC, name="Education").group
    post.dialogue(13, group=education, audience=Audience.NETWORK)
    network = {"subject_id": "D13", "audience": Audience.NETWORK}
    post.owe(PUBLIC.channel_id, **network)
    post.owe(TANIS, kind="dialogue.starting", **network)
    told = post.why(TANIS, about="D13")
    assert told.here is None
    assert [line.row.kind for line in told.own] == ["dialogue.starting"]
    assert len(post.here(MINJI, about="D13")) == 1
    with pytest.raises(NotFound):
        post.why(RAHUL, about="D13")


@pytest.mark.parametrize("about", ["D99", "A99", "P99", "R1", "X1"])
def test_a_reference_that_does_not_exist_is_not_found(post, about):
    with pytest.raises(NotFound) as refused:
        post.why(AMARA, about=about)
    assert refused.value.words == f"I can't find {about} in a group you belong to."


def test_an_action_is_found_by_those_who_may_see_it(post):
    for number, audience in ((1, Audience.GROUP), (2, MEMBERS)):
        post.work.actions.add(
            ActionItem(
                number=number,
                group_id=post.group.id,
                title="Do",
                audience=audience,
                created_by=AMARA,
                created_at=NOW,
            )
        )
    assert post.why(TANIS, about="A1").subject.reference == "A1"
    with pytest.raises(NotFound):
        post.why(TANIS, about="A2")


# What became of it ------------------------------------------------------------------------------


def test_what_had_nothing_to_say_is_left_out_and_counted(post):
    morning = {"subject_type": SubjectType.MORNING, "subject_id": TANIS}
    quiet = dropped("nothing to say")
    post.owe(TANIS, kind="morning", occurrence="2026-12-07", became=quiet, **morning)
    post.dialogue()
    post.owe(became=dropped("announced already"), kind="dialogue.announcement")
    post.owe(became=dropped("cancelled"))
    told = post.why(TANIS)
    assert [line.row.error for line in told.here] == ["cancelled"]
    assert told.left_out == 1
    assert post.why(TANIS, group=None).left_out == 1
    told = post.why(TANIS, everything=True)
    assert (len(told.here), told.left_out) == (2, 0)


def test_a_closed_channel_is_told_to_those_who_may_know_of_it(post):
    post.work.recipients.block(CHANNEL, error="is_archived", now=NOW - HOUR)
    post.work.recipients.block(TANIS, error="user_disabled", now=NOW - DAY)
    post.dialogue()
    post.owe()
    post.owe(TANIS, kind="dialogue.starting")
    closed = post.work.recipients.block_of(CHANNEL)
    assert (closed.error, closed.blocked_at) == ("is_archived", NOW - HOUR)
    told = post.why(TANIS)
    assert [line.closed for line in told.here] == [closed]
    assert [line.closed for line in told.own] == [post.work.recipients.block_of(TANIS)]
    assert told.closed == ((post.group, closed),)
    assert post.why(TANIS, group=None).closed == ((post.group, closed),)
    assert post.why(FAR, group=None).closed == ()

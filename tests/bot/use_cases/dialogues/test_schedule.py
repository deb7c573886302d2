"""Scheduling: who may, what is kept, what is owed from then on, what is refused."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from bot.domain.errors import NotAllowed, NotValid
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.schedule import JustScheduled
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINUTE,
    NORA,
    NOW,
    PAT,
    START,
    TECH,
    ZOE,
)


@pytest.mark.parametrize("user_id", [LIAM, AMARA, GRACE])
def test_members_chairs_and_the_secretariat_schedule(town, user_id):
    dialogue = town.schedule(user_id, link=" https://meet.example/1 ", minutes=90)
    assert town.kept(dialogue.number) == dialogue
    assert dialogue.reference == "D1"
    assert dialogue.created_by == user_id
    assert dialogue.status is DialogueStatus.PLANNED
    assert (dialogue.minutes, dialogue.link) == (90, "https://meet.example/1")
    assert (dialogue.revision, dialogue.sequence) == (1, 0)


@pytest.mark.parametrize("user_id", [NORA, PAT, ZOE])
def test_observers_the_unassigned_and_outsiders_do_not(town, user_id):
    with pytest.raises(NotAllowed) as refused:
        town.schedule(user_id)
    assert refused.value.words == (
        "Only a member of Technology can schedule a dialogue. Chair: @Amara Okafor."
    )
    assert town.kept(1) is None
    assert town.deliveries() == []


def test_a_start_is_kept_as_wall_time_in_its_zone(town):
    dialogue = town.schedule(zone="Asia/Seoul")
    assert dialogue.wall == datetime.fromisoformat("2026-12-08T23:00")
    assert dialogue.starts_at == START
    assert dialogue.occurrence == "2026-12-08"


def test_an_announcement_three_reminders_and_the_start_are_owed_to_the_channel(town):
    town.schedule()
    rows = town.owed()
    assert [(row.kind, row.due_at, row.useful_until) for row in rows] == [
        ("dialogue.announcement", NOW, START),
        ("dialogue.reminder.10080", START - 7 * DAY, START - 6 * DAY),
        ("dialogue.reminder.1440", START - DAY, START - 2 * HOUR),
        ("dialogue.reminder.60", START - HOUR, START),
        ("dialogue.begins", START, START + HOUR),
    ]
    assert {(row.recipient, row.subject_id, row.occurrence, row.revision) for row in rows} == {
        (TECH, "D1", "2026-12-08", 1)
    }


def test_reminders_whose_moment_has_passed_are_not_owed(town):
    town.schedule(starts_at=NOW + 3 * HOUR)
    assert [row.kind for row in town.owed()] == [
        "dialogue.announcement",
        "dialogue.reminder.60",
        "dialogue.begins",
    ]


def test_a_group_has_reminders_of_its_own(town):
    group = replace(town.tech, reminders=(30, 2880, 30))
    town.work.groups.change(group)
    town.schedule(group=group)
    assert [row.kind for row in town.owed("dialogue.reminder")] == [
        "dialogue.reminder.2880",
        "dialogue.reminder.30",
    ]


def test_what_is_owed_has_the_audience_of_the_dialogue(town):
    town.schedule(audience=Audience.MEMBERS)
    assert {row.audience for row in town.owed()} == {Audience.MEMBERS}


def test_without_an_audience_it_has_the_groups_own(town):
    assert town.schedule().audience is Audience.GROUP
    assert town.schedule(group=town.board).audience is Audience.MEMBERS
    assert {row.recipient for row in town.owed("dialogue.announcement")} == {TECH, BOARD}


def test_members_narrow_the_groups_audience_and_do_not_widen_it(town):
    assert town.schedule(audience=Audience.MEMBERS).audience is Audience.MEMBERS
    with pytest.raises(NotValid) as refused:
        town.schedule(title="Wider", audience=Audience.NETWORK)
    assert refused.value.field == "audience"
    assert refused.value.words == (
        "Dialogues of Technology are for the whole group; they can be narrower. "
        "Only a chair can open one to the whole network. Chair: @Amara Okafor."
    )


@pytest.mark.parametrize("user_id", [AMARA, GRACE])
def test_who_runs_the_group_may_widen(town, user_id):
    dialogue = town.schedule(user_id, audience=Audience.NETWORK)
    assert dialogue.audience is Audience.NETWORK


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 151}, "title"),
        ({"starts_at": NOW}, "date"),
        ({"starts_at": NOW - MINUTE}, "date"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 24 * 60 + 1}, "minutes"),
        ({"link": "ftp://example.org"}, "link"),
    ],
)
def test_what_breaks_a_limit_is_refused_beside_its_field(town, wish, field):
    with pytest.raises(NotValid) as refused:
        town.schedule(**wish)
    assert refused.value.field == field
    assert town.deliveries() == []
    assert town.work.numbers.take_next("D") == 1, "no number was used up"


@pytest.mark.parametrize("minutes", [5, 24 * 60])
def test_the_shortest_and_the_longest(town, minutes):
    assert town.schedule(title="x" * 150, minutes=minutes).minutes == minutes


def test_the_same_title_within_a_minute_asks_again(town):
    first = town.schedule()
    with pytest.raises(JustScheduled) as twice:
        town.schedule(now=NOW + timedelta(seconds=59))
    assert twice.value.before == first
    assert "D1" in twice.value.words
    assert "Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)" in twice.value.words
    assert town.kept(2) is None


@pytest.mark.parametrize(
    "change",
    [
        {"user_id": AMARA},
        {"title": "Another title"},
        {"now": NOW + timedelta(seconds=61)},
    ],
)
def test_another_person_title_or_minute_does_not(town, change):
    town.schedule()
    assert town.schedule(**change).number == 2


def test_nor_does_the_same_in_another_group_or_after_a_cancellation(town):
    first = town.schedule()
    assert town.schedule(group=town.board).number == 2
    cancel_dialogue(
        CancelDialogue(number=first.number),
        Context(reader=town.reader(LIAM), work=town.work, now=NOW),
    )
    assert town.schedule().number == 3


def test_again_goes_on_once_however_often_it_is_pressed(town):
    first = town.schedule()
    second = town.schedule(again_after=first.number, now=NOW + 20 * MINUTE)
    assert second.number == 2
    assert town.schedule(again_after=first.number, now=NOW + 21 * MINUTE) == second
    assert town.kept(3) is None


def test_again_after_what_is_not_ones_own_still_asks(town):
    hidden = town.schedule(group=town.board)
    town.schedule()
    town.presence.pop(BOARD)
    with pytest.raises(JustScheduled):
        town.schedule(again_after=hidden.number)


def test_the_first_revision_keeps_whom_it_invited_and_the_journal_who_scheduled_it(town):
    made = town.schedule()
    assert town.work.journal.lines_about("D1") == ((NOW, LIAM, "scheduled", None),)
    (first,) = town.work.revisions.of_dialogue(1)
    assert (first.revision, first.starts_at, first.zone) == (1, made.starts_at, made.zone)
    assert first.invited

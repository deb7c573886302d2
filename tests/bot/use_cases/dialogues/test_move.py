"""Moving: who may, what is replaced, what stays, what is refused."""

from datetime import datetime

import pytest

from bot.domain.delivery import State
from bot.domain.dialogue import RsvpAnswer
from bot.domain.errors import NotAllowed, NotFound, NotValid, Refusal
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import CancelDialogue, cancel_dialogue
from bot.use_cases.dialogues.move import MoveDialogue, move_dialogue
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    BOARD,
    DAY,
    GRACE,
    HOUR,
    LIAM,
    MINJI,
    MINUTE,
    NORA,
    NOW,
    START,
    ZOE,
)

LATER = START + DAY + HOUR


def moved(town, user_id=LIAM, *, number=1, to=LATER, zone="Europe/London", now=NOW):
    return move_dialogue(
        MoveDialogue(number=number, starts_at=to, zone=zone),
        Context(reader=town.reader(user_id, now), work=town.work, now=now, presence=town.presence),
    )


@pytest.mark.parametrize("user_id", [LIAM, AMARA, GRACE])
def test_its_own_member_a_chair_and_the_secretariat_move_it(town, user_id):
    before = town.schedule()
    changed = moved(town, user_id, zone="Asia/Seoul")
    assert changed.before == before
    assert town.kept(1) == changed.after
    assert changed.after.wall == datetime.fromisoformat("2026-12-10T00:00")
    assert changed.after.zone == "Asia/Seoul"
    assert (changed.after.revision, changed.after.sequence) == (2, 1)


@pytest.mark.parametrize("user_id", [MINJI, NORA])
def test_others_who_see_it_are_told_who_can(town, user_id):
    before = town.schedule()
    with pytest.raises(NotAllowed) as refused:
        moved(town, user_id)
    assert refused.value.words == (
        "Only its owner or a chair of Technology can change or cancel this dialogue. Chair: @amara."
    )
    assert town.kept(1) == before


def test_who_may_not_see_it_gets_the_words_for_what_does_not_exist(town):
    town.schedule(group=town.board)
    for number, user_id in ((1, NORA), (1, ZOE), (99, LIAM)):
        with pytest.raises(NotFound) as refused:
            moved(town, user_id, number=number)
        assert refused.value.words == f"I can't find D{number} in a group you belong to."


def test_old_reminders_are_withdrawn_and_new_ones_owed(town):
    town.schedule()
    town.post_due(NOW)
    moved(town)
    dropped = town.deliveries("dialogue.reminder", state=State.DROPPED)
    assert {(row.revision, row.error) for row in dropped} == {(1, "revised")}
    assert [(row.revision, row.due_at) for row in town.owed("dialogue.reminder")] == [
        (2, LATER - 7 * DAY),
        (2, LATER - DAY),
        (2, LATER - HOUR),
    ]
    (notice,) = town.owed("dialogue.moved")
    assert (notice.due_at, notice.useful_until, notice.revision) == (NOW, LATER, 2)
    assert [row.kind for row in town.stale()] == ["dialogue.announcement"]


def test_moving_away_and_back_owes_anew(town):
    town.schedule()
    moved(town)
    back = moved(town, to=START)
    assert back.after.revision == 3
    assert {row.revision for row in town.owed("dialogue.reminder")} == {3}
    assert [row.due_at for row in town.owed("dialogue.reminder.60")] == [START - HOUR]


def test_answers_are_asked_for_again_and_their_private_reminders_fall_away(town):
    town.schedule()
    town.answer(LIAM, 1)
    town.answer(NORA, 1, RsvpAnswer.MAYBE)
    town.answer(MINJI, 1, RsvpAnswer.CANNOT)
    changed = moved(town)
    assert changed.answers_cleared == 3
    assert town.work.rsvps.of_dialogue(1) == ()
    assert town.owed("dialogue.starting") == []
    town.answer(LIAM, 1)
    (row,) = town.owed("dialogue.starting")
    assert (row.recipient, row.revision, row.due_at) == (LIAM, 2, LATER - 10 * MINUTE)


def test_what_does_not_move_keeps_its_answers(town):
    town.schedule()
    town.answer(LIAM, 1)
    assert moved(town, to=START).answers_cleared == 0
    assert [r.user_id for r in town.work.rsvps.of_dialogue(1)] == [LIAM]


def test_the_same_instant_changes_nothing_whatever_zone_names_it(town):
    before = town.schedule()
    changed = moved(town, to=START, zone="Asia/Seoul")
    assert changed.nothing
    assert town.kept(1) == before
    assert town.owed("dialogue.moved") == []


def test_to_the_past_is_refused(town):
    before = town.schedule()
    with pytest.raises(NotValid) as refused:
        moved(town, to=NOW)
    assert refused.value.field == "date"
    assert "is past" in refused.value.words
    assert town.kept(1) == before


def test_what_has_begun_is_not_moved(town):
    before = town.schedule()
    with pytest.raises(Refusal) as refused:
        moved(town, now=START)
    assert refused.value.words == (
        "D1 began on Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0). "
        "What has begun can't be moved, edited or cancelled any more."
    )
    assert town.kept(1) == before


def test_what_is_cancelled_is_not_moved(town):
    town.schedule()
    cancel_dialogue(
        CancelDialogue(number=1, reason="The report is late."),
        Context(reader=town.reader(LIAM), work=town.work, now=NOW),
    )
    with pytest.raises(Refusal) as refused:
        moved(town)
    assert refused.value.words == "D1 is cancelled: The report is late. Nothing was changed."


def test_the_members_group_is_moved_by_its_members(town):
    town.schedule(group=town.board)
    moved(town)
    assert {row.recipient for row in town.owed()} == {BOARD}

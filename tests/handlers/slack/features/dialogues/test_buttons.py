"""Answering invitations, and looking at dialogues, at the desk."""

import pytest

from bot.domain.dialogue import RsvpAnswer
from tests.bot.use_cases.dialogues.town import (
    BOARD,
    DAY,
    DIRECT,
    LIAM,
    MINJI,
    NORA,
    NOW,
    START,
    ZOE,
    channel,
)


def answers(door):
    return door.look(lambda town: {r.user_id: r.answer for r in town.work.rsvps.of_dialogue(1)})


def test_a_press_on_the_invitation_is_confirmed_privately(scheduled):
    heard = scheduled.press(NORA, "dialogue.rsvp:going", "D1|going|")
    assert answers(scheduled) == {NORA: RsvpAnswer.GOING}
    assert heard.wire.respond["response_type"] == "ephemeral"
    assert heard.wire.respond["replace_original"] is False
    assert heard.words.startswith("Your answer to CSAM roundtable is “Going”.")
    assert "I will remind you here in Slack ten minutes before." in heard.words
    again = scheduled.press(NORA, "dialogue.rsvp:going", "D1|going|")
    assert again.wire == heard.wire


def test_no_promises_no_reminder(scheduled):
    heard = scheduled.press(NORA, "dialogue.rsvp:cannot", "D1|cannot|")
    assert heard.words.startswith("Your answer to CSAM roundtable is “Can't”.")
    assert "remind" not in heard.words


@pytest.mark.parametrize("value", ["D1|perhaps|", "D1", "", "D1|"])
def test_a_value_that_is_none_of_ours_changes_nothing(scheduled, value):
    heard = scheduled.press(NORA, "dialogue.rsvp:x", value)
    assert "Please choose Going, Maybe or Can't." in heard.words
    assert answers(scheduled) == {}


def test_a_button_that_was_not_meant_for_one(door):
    door.say(LIAM, "/dialogue schedule Secret on 8 Dec 14:00 for members")
    for user_id in (NORA, ZOE):
        for action, value in (("dialogue.rsvp:going", "D1|going|"), ("dialogue.show", "D1")):
            heard = door.press(user_id, action, value)
            assert heard.words == "I can't find D1 in a group you belong to."
    assert answers(door) == {}


def test_answers_to_what_is_cancelled_or_over(scheduled):
    scheduled.now = START + DAY
    assert "D1 is over" in scheduled.press(NORA, "dialogue.rsvp:going", "D1|going|").words
    scheduled.now = NOW
    scheduled.say(LIAM, "/dialogue cancel D1 because the report is late")
    heard = scheduled.press(NORA, "dialogue.rsvp:going", "D1|going|")
    assert heard.words == "D1 is cancelled: the report is late. There is nothing to answer."
    assert answers(scheduled) == {}


def test_show_has_all_there_is_to_know(scheduled):
    scheduled.press(NORA, "dialogue.rsvp:maybe", "D1|maybe|")
    scheduled.press(MINJI, "dialogue.rsvp:going", "D1|going|")
    heard = scheduled.say(LIAM, "/dialogue show D1")
    assert heard.words.startswith("CSAM roundtable\n<!date^")
    for part in (
        "Chaired by amara",
        "For the whole group",
        "Scheduled by liam",
        "Where people are",
        "• 09:00 in New York (NCMEC)",
        "• 23:00 in Seoul (KCSC)",
        "• 01:00 next day in Sydney (eSafety)",
        "Going: 1\n• KCSC: min-ji",
        "Maybe: 1\n• NCMEC: nora",
        "D1 · Technology",
    ):
        assert part in heard.words
    assert {"dialogue.move", "dialogue.edit", "dialogue.cancel"} <= heard.buttons.keys()
    observer = scheduled.say(NORA, "/dialogue show D1")
    changing = {"dialogue.move", "dialogue.edit", "dialogue.cancel"}
    assert changing.isdisjoint(observer.buttons)


def test_an_answer_in_the_full_view_redraws_it(scheduled):
    shown = scheduled.press(NORA, "dialogue.show", "D1")
    assert "Nobody has answered yet." in shown.words
    words, value = shown.buttons["dialogue.rsvp:going"]
    assert words == "Going"
    again = scheduled.press(NORA, "dialogue.rsvp:going", value)
    assert again.wire.respond["replace_original"] is True
    assert again.buttons["dialogue.rsvp:going"][0] == "✓ Going"
    assert "Going: 1\n• NCMEC: nora" in again.words


def test_the_list_shows_ones_own_answers_and_redraws(scheduled):
    scheduled.say(LIAM, "/dialogue schedule Age assurance on 1 Dec 10:00")
    heard = scheduled.say(NORA, "/dialogue")
    assert heard.words.startswith("2 coming dialogues\nAge assurance\n")
    assert scheduled.say(NORA, "/dialogue list").wire == heard.wire
    again = scheduled.press(NORA, "dialogue.rsvp:maybe", "D1|maybe|list:0")
    assert again.wire.respond["replace_original"] is True
    assert ("✓ Maybe", "D1|maybe|list:0") in again.buttons.values()


def test_in_a_direct_message_all_of_ones_groups_are_listed(scheduled):
    scheduled.directory.channels[DIRECT] = channel(DIRECT, {LIAM}, is_direct=True)
    scheduled.say(LIAM, "/dialogue schedule Board matters on 2 Dec 10:00", BOARD)
    heard = scheduled.say(LIAM, "/dialogue", DIRECT)
    assert "D2 · Board" in heard.words
    assert "D1 · Technology" in heard.words
    assert "Board matters" not in scheduled.say(NORA, "/dialogue", DIRECT).words


def test_nothing_planned_says_how_to_schedule(door):
    heard = door.say(LIAM, "/dialogue")
    assert heard.words.startswith("No dialogue is planned in Technology.\nTo schedule one: /dial")
    assert "dialogue.schedule" in heard.buttons
    observer = door.say(NORA, "/dialogue")
    assert observer.words == "No dialogue is planned in Technology."
    door.directory.channels[DIRECT] = channel(DIRECT, {ZOE}, is_direct=True)
    assert door.say(ZOE, "/dialogue", DIRECT).words == (
        "You are in no working group, so there are no dialogues to show."
    )


def test_many_are_paged(door):
    for n in range(23):
        door.say(LIAM, f"/dialogue schedule {'T' * 148}{n:02} on 8 Dec {n:02}:00")
    first = door.say(LIAM, "/dialogue")
    assert "1–10 of 23 items" in first.words
    assert set(first.buttons) >= {"dialogue.page:next"}
    second = door.press(LIAM, "dialogue.page:next", first.buttons["dialogue.page:next"][1])
    assert "11–20 of 23 items" in second.words
    last = door.press(LIAM, "dialogue.page:next", second.buttons["dialogue.page:next"][1])
    assert "21–23 of 23 items" in last.words
    assert "dialogue.page:next" not in last.buttons
    back = door.press(LIAM, "dialogue.page:prev", last.buttons["dialogue.page:prev"][1])
    assert back.words == second.words
    beyond = door.press(LIAM, "dialogue.page:next", "300")
    assert beyond.words == last.words

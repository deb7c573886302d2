"""Buttons on actions: the place is renewed, nothing happens twice, rights are asked each time."""

from datetime import date

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from bot.domain.errors import NotAllowed, NotFound, NotValid
from handlers.slack.request.response import ShowView
from tests.bot.use_cases.actions.network import (
    AMARA,
    DAY,
    DIRECT,
    LIAM,
    MINJI,
    NORA,
    OLIVE,
    TODAY,
    YVES,
)
from tests.bot.use_cases.mornings.writing import send
from tests.handlers.slack.features.actions.scenes import (
    button,
    buttons,
    inputs,
    press,
    submit,
    type_in,
    words,
)


def test_done_in_a_list_renews_the_list_with_an_undo(network):
    network.put(1)
    network.put(2)
    answer = press(network, LIAM, *button(type_in(network, LIAM, ""), "Done"))
    assert answer.replace
    said = words(answer).splitlines()
    assert said[:2] == ["Done: A1 Action 1", "Your open actions in Technology: 1"]
    assert network.stored(1).status is ActionStatus.DONE
    undone = press(network, LIAM, *button(answer, "Undo"))
    assert words(undone).splitlines()[:2] == [
        "Undone. It is open, as it was before: A1 Action 1",
        "Your open actions in Technology: 2",
    ]
    assert network.stored(1).open


def test_words_filter_the_list_and_stay_with_it(network):
    network.put(1, title="Ask the libraries")
    network.put(2, title="Draft it", note="For a library")
    network.put(3)
    longest = "library " + "l" * 52
    answer = type_in(network, LIAM, "list", "all “the libraries”")
    assert words(answer).startswith("All actions with “the libraries” in Technology: 1")
    answer = press(network, LIAM, *button(type_in(network, LIAM, "list", "library"), "Done"))
    said = words(answer).splitlines()
    assert said[1] == "Open actions with “library” in Technology: 1"
    assert "A3" not in words(answer)
    assert "none" in words(type_in(network, LIAM, "list", longest))
    network.put(4, title="L" * 52 + " library")
    assert "A4" in words(type_in(network, LIAM, "list", f"mine {longest}"))


def test_done_pressed_twice_has_one_effect(network):
    network.put()
    pressed = button(type_in(network, LIAM, ""), "Done")
    press(network, LIAM, *pressed)
    answer = press(network, LIAM, *pressed)
    assert words(answer).startswith("A1 was done already; nothing changed. A1 Action 1")
    assert len(network.history()) == 1


def test_the_last_of_a_page_turns_back_to_the_page_before(network):
    for number in range(1, 12):
        network.put(number)
    answer = press(network, LIAM, "action.done", "A11|list 10 open any")
    assert "1–10" not in words(answer)
    assert "Open actions in Technology: 10" in words(answer)
    assert "A10 Action 10" in words(answer)


@pytest.mark.parametrize("action_id", ["action.done", "action.reopen"])
def test_a_button_that_was_not_meant_for_one(network, action_id):
    hidden = network.put(audience=Audience.MEMBERS)
    for carried in ("A1|list 0 open any", "A99|show", "", "x|y"):
        with pytest.raises(NotFound):
            press(network, NORA, action_id, carried)
    with pytest.raises(NotAllowed):
        press(network, OLIVE, action_id, "A1|card")
    assert network.stored() == hidden


def test_on_a_confirmation_it_is_replaced(network):
    confirmed = type_in(network, AMARA, "add", f"Draft it <@{LIAM}>")
    answer = press(network, AMARA, *button(confirmed, "Done"))
    assert answer.replace
    assert words(answer).startswith("Done:\nA1 Draft it")


def test_on_a_shown_action_it_is_shown_anew(network):
    network.put()
    answer = press(network, LIAM, *button(type_in(network, LIAM, "show", "A1"), "Done"))
    assert answer.replace
    assert words(answer).startswith("Done: A1 Action 1")
    assert "What happened" in words(answer)


def test_a_place_that_is_not_known_is_left_as_it_is(network):
    network.put()
    answer = press(network, LIAM, "action.done", "A1|digest")
    assert not answer.replace
    assert words(answer).startswith("Done:\nA1 Action 1")


# In the morning message ------------------------------------------------------------------------


IN_MORNING = {"place": DIRECT, "message_ts": TODAY.isoformat()}
"""Where the morning message of that day stands, once it is sent."""


def test_done_in_the_morning_message_is_said_beside_it(network):
    network.put(1, due_on=TODAY - DAY)
    network.put(2, due_on=TODAY)
    send(network, LIAM)
    answer = press(network, LIAM, "action.done", "A1|morning", **IN_MORNING)
    assert answer.replace
    assert words(answer).splitlines() == [
        "Your morning, Monday 7 December 2026",
        "Overdue (1)",
        "A1 Action 1",
        "due Sunday 6 December 2026, 1 day late · Done by you.",
        "Due today (1)",
        "A2 Action 2",
        "due Monday 7 December 2026",
    ]
    labels = ["Reopen", "Done", "Tomorrow", "Next week", "A day…", "Hand over"]
    assert [label for label, *_ in buttons(answer.blocks)] == labels
    undone = press(network, LIAM, *button(answer, "Reopen"), **IN_MORNING)
    assert "Done by you" not in words(undone)


def test_snooze_in_the_morning_message(network):
    network.put(1, due_on=TODAY)
    send(network, LIAM)
    answer = press(network, LIAM, "action.snooze", "A1|morning", **IN_MORNING)
    assert not answer.replace
    assert words(answer).startswith("Snoozed until Tuesday 8 December 2026.")
    assert button(answer, "Undo")
    again = press(network, LIAM, "action.snooze", "A1|morning", **IN_MORNING)
    assert "Silent until Tuesday 8 December 2026." in words(again)
    assert buttons(again.blocks) == []
    assert len(network.history()) == 1
    type_in(network, LIAM, "done", "A1")
    late = press(network, LIAM, "action.snooze", "A1|morning", **IN_MORNING)
    assert "Done by you." in words(late)


def test_a_morning_of_which_nobody_noted_what_it_told_says_so(network):
    """It was sent by an earlier version."""
    network.put(1, due_on=TODAY)
    answer = press(network, LIAM, "action.done", "A1|morning", **IN_MORNING)
    assert not answer.replace
    assert "The message with this button is too old to be brought up to date." in words(answer)
    assert not network.stored().open


def test_nobody_sees_the_morning_of_somebody_else(network):
    network.put(1, due_on=TODAY)
    network.put(2, due_on=TODAY)
    send(network, LIAM)
    answer = press(network, AMARA, "action.done", "A1|morning", **IN_MORNING)
    assert "A2" not in words(answer)


# Forms opened by buttons -----------------------------------------------------------------------


def opened(network, user_id, action_id, carried="A1|morning"):
    answer = press(network, user_id, action_id, carried, place=DIRECT)
    assert isinstance(answer, ShowView)
    words(answer)
    return answer.view


def test_hand_over_to_a_person_with_a_note(network):
    network.put(due_on=TODAY)
    view = opened(network, LIAM, "action.handover")
    assert view["title"]["text"] == "Hand over A1"
    fields = {"owner_user_id": MINJI, "organisation_id": None, "note": "See the folder."}
    assert set(fields) == set(inputs(view))
    hints = {b["block_id"]: b["hint"]["text"] for b in view["blocks"] if "hint" in b}
    assert hints["note"] == "Shown in the history."
    answer = submit(network, LIAM, view, fields)
    assert words(answer).startswith(
        "Handed over to @min-ji (KCSC).\nA1 Action 1\nOwner: @min-ji (KCSC)"
    )
    assert network.stored().owner_user_id == MINJI
    assert "assigned by @liam (to @min-ji: See the folder.)" in words(
        type_in(network, MINJI, "show", "A1")
    )


def test_hand_over_to_an_organisation_or_nobody(network):
    network.put()
    view = opened(network, LIAM, "action.handover")
    kcsc = f"id:{network.organisations['KCSC'].id}"
    empty = {"owner_user_id": None, "organisation_id": None, "note": None}
    assert "Owner: KCSC" in words(submit(network, LIAM, view, empty | {"organisation_id": kcsc}))
    with pytest.raises(NotValid, match="Meanwhile its owner is KCSC") as older:
        submit(network, AMARA, view, empty)
    assert older.value.field == "owner_user_id"
    said = words(submit(network, AMARA, opened(network, AMARA, "action.handover"), empty))
    assert said.startswith("It has no owner now.")


def test_hand_over_to_someone_who_is_not_there(network):
    before = network.put()
    view = opened(network, LIAM, "action.handover")
    with pytest.raises(NotValid) as caught:
        submit(network, LIAM, view, {"owner_user_id": YVES, "organisation_id": None, "note": None})
    assert caught.value.field in inputs(view)
    assert network.stored() == before


def test_edit_by_button(network):
    network.put(due_on=TODAY)
    view = opened(network, LIAM, "action.edit", "A1|card")
    fields = {
        "title": "Other",
        "owner_user_id": LIAM,
        "organisation_id": None,
        "due_on": "2026-12-14",
        "audience": "group",
    }
    answer = submit(network, LIAM, view, fields)
    assert words(answer).startswith("Changed.\nA1 Other")
    assert network.stored().due_on == date(2026, 12, 14)
    assert words(submit(network, LIAM, view, fields)).startswith("Nothing was changed.")


def test_give_up_by_button(network):
    network.put()
    view = opened(network, LIAM, "action.drop", "A1|card")
    answer = submit(network, LIAM, view, {"reason": "The law changed"})
    assert words(answer).startswith("Dropped.")
    again = submit(network, LIAM, view, {"reason": "Twice"})
    assert words(again).startswith("A1 was dropped already; nothing changed.")
    assert network.stored().note == "The law changed"


@pytest.mark.parametrize("action_id", ["action.edit", "action.handover", "action.drop"])
def test_forms_are_for_those_who_may(network, action_id):
    network.put(owner_user_id=NORA)
    for user_id in (NORA, OLIVE):
        with pytest.raises(NotAllowed):
            press(network, user_id, action_id, "A1|card")
    with pytest.raises(NotFound):
        press(network, YVES, action_id, "A1|card")


def test_a_stale_form_of_a_settled_action_changes_nothing(network):
    network.put()
    view = opened(network, LIAM, "action.handover")
    type_in(network, LIAM, "done", "A1")
    with pytest.raises(Exception, match="A1 is done, so it stays as it is"):
        submit(network, LIAM, view, {"owner_user_id": MINJI, "organisation_id": None})


def test_each_row_of_a_list_has_its_verbs_in_a_menu_at_its_end(network):
    for number in range(1, 4):
        network.put(number)
    rows = [block for block in type_in(network, LIAM, "").blocks if block["type"] == "section"]
    assert [row["text"]["text"].split()[0] for row in rows] == ["A1", "A2", "A3"]
    assert {row["accessory"]["type"] for row in rows} == {"overflow"}
    labels = [label for label, *_ in buttons(rows)]
    assert labels == ["Done", "Snooze…", "Edit", "Hand over", "Drop"] * 3

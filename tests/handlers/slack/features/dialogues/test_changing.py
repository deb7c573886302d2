"""Moving, editing, cancelling and answering at the desk."""

import pytest

from tests.bot.use_cases.dialogues.town import AMARA, BOARD, LIAM, MINJI, NORA, NOW, ZOE
from tests.handlers.slack.features.dialogues.door import kept


def test_an_unclear_date_is_asked_back(scheduled):
    asked = scheduled.say(LIAM, "/dialogue move D1 to 3/4 15:00")
    assert kept(scheduled).revision == 1
    words, value = asked.buttons["ask.choose:0"]
    assert words == "Saturday 3 April 2027, 15:00 (Europe/London, UTC+1)"
    assert scheduled.press(LIAM, "ask.choose:0", value).words.startswith("Moved D1")
    assert f"{kept(scheduled).wall:%Y-%m-%d %H:%M}" == "2027-04-03 15:00"


def test_without_a_date_it_says_what_is_missing_and_offers_the_form(scheduled):
    heard = scheduled.say(LIAM, "/dialogue move D1")
    assert heard.words == (
        "Please say to which day and time D1 moves, for example: /dialogue move D1 to 13 Dec 15:00"
    )
    words, value = heard.buttons["dialogue.move"]
    form = scheduled.press(LIAM, "dialogue.move", value)
    assert words == "Move…"
    assert form.inputs["date"]["initial_date"] == "2026-12-08"
    assert form.inputs["time"]["initial_time"] == "14:00"
    assert form.inputs["zone"]["initial_option"]["value"] == "Europe/London"
    done = scheduled.submit(LIAM, form.view, time="16:30")
    assert done.words.startswith("Moved D1")
    assert f"{kept(scheduled).starts_at:%d %H:%M}" == "08 16:30"


def test_a_form_to_move_refuses_beside_the_field(scheduled):
    form = scheduled.press(LIAM, "dialogue.move", "D1")
    heard = scheduled.submit(LIAM, form.view, date="2026-11-20")
    assert "is in the past" in heard.errors["date"]
    assert kept(scheduled).revision == 1


@pytest.mark.parametrize("verb", ["move D1 to 9 Dec 15:00", "edit D1", "cancel D1", "move D1"])
def test_others_are_told_who_can(scheduled, verb):
    before = kept(scheduled)
    heard = scheduled.say(MINJI, f"/dialogue {verb}")
    assert heard.words.startswith(
        "Only its owner or a chair of Technology can change or cancel this dialogue."
    )
    assert kept(scheduled) == before


@pytest.mark.parametrize("name", ["move", "edit", "cancel"])
def test_buttons_ask_for_the_same_rights(scheduled, name):
    assert scheduled.press(AMARA, f"dialogue.{name}", "D1").view is not None
    for user_id in (MINJI, NORA):
        heard = scheduled.press(user_id, f"dialogue.{name}", "D1")
        assert heard.view is None
        assert heard.words.startswith("Only its owner")


# Edit ---------------------------------------------------------------------------------------


def test_edit_opens_a_form_that_is_filled_in(scheduled):
    form = scheduled.say(LIAM, "/dialogue edit D1")
    assert form.inputs["title"]["initial_value"] == "CSAM roundtable"
    assert form.inputs["minutes"]["initial_option"]["value"] == "60"
    done = scheduled.submit(
        LIAM, form.view, title="New title", minutes="90", link="https://meet.example/2"
    )
    assert done.words.startswith("Changed D1\nNew title\n• Title: New title\n• Length: 1 hour 30")
    assert "https://meet.example/2" in done.words
    assert (kept(scheduled).title, kept(scheduled).minutes) == ("New title", 90)
    again = scheduled.say(LIAM, "/dialogue edit D1")
    taken = scheduled.submit(LIAM, again.view, link="")
    assert "Link: none now" in taken.words
    assert kept(scheduled).link is None


def test_a_title_too_long_is_said_beside_it(scheduled):
    form = scheduled.say(LIAM, "/dialogue edit D1")
    heard = scheduled.submit(LIAM, form.view, title="x" * 151)
    assert "the limit is 150" in heard.errors["title"]


def test_what_was_posted_to_all_is_not_narrowed(scheduled):
    scheduled.change(lambda town: town.post_due(NOW))
    form = scheduled.say(LIAM, "/dialogue edit D1")
    heard = scheduled.submit(LIAM, form.view, audience="members")
    assert "is in the channel of Technology already" in heard.errors["audience"]


def test_cancel_by_button(scheduled):
    form = scheduled.press(LIAM, "dialogue.cancel", "D1")
    heard = scheduled.submit(LIAM, form.view, reason="x" * 281)
    assert "the limit is 280" in heard.errors["reason"]
    assert not kept(scheduled).cancelled
    assert scheduled.submit(LIAM, form.view).words.startswith("Cancelled D1")
    assert kept(scheduled).reason is None
    twice = scheduled.submit(LIAM, form.view)
    assert twice.errors == {"reason": "D1 is cancelled. Nothing was changed."}


def test_a_reason_without_because_is_given_back(scheduled):
    heard = scheduled.say(LIAM, "/dialogue cancel D1 the report is late")
    assert "Please put “because” before the reason" in heard.words
    assert not kept(scheduled).cancelled


@pytest.mark.parametrize("verb", ["show", "edit", "cancel", "move"])
def test_what_one_may_not_see_and_what_is_not_there_sound_alike(door, verb):
    door.say(AMARA, "/dialogue schedule Secret on 8 Dec 14:00", BOARD)
    to = " to 9 Dec 10:00" if verb == "move" else ""
    for user_id, number in ((NORA, "D1"), (MINJI, "D1"), (ZOE, "D1"), (LIAM, "D99")):
        heard = door.say(user_id, f"/dialogue {verb} {number}{to}")
        assert heard.words.startswith(f"I can't find {number} in a group you belong to.")
        assert "Secret" not in heard.words.replace("You typed", "")

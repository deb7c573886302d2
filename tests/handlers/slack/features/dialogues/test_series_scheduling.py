"""Scheduling series at the desk: confirmed in full, asked back, listed, shown."""

import pytest

from tests.bot.use_cases.dialogues.town import LIAM, MINJI, NORA
from tests.handlers.slack.features.dialogues.door import SERIES, dialogues


def test_the_rule_is_read_in_the_writers_own_zone(door):
    door.say(MINJI, "/dialogue schedule X every Tuesday 10:00 3 times")
    assert {d.zone for d in dialogues(door)} == {"Asia/Seoul"}


@pytest.mark.parametrize("again", [True, False])
def test_what_is_asked_back_stores_nothing_and_a_press_goes_on(door, again):
    typed = "/dialogue schedule Age &amp; assurance every second Tuesday 14:00 for members"
    asked = door.say(LIAM, typed)
    assert dialogues(door) == ()
    assert asked.words.endswith(f"You typed:\n{typed}")
    words, value = asked.buttons["ask.choose:1" if again else "ask.choose:0"]
    assert words == "every month on the 2nd Tuesday" if again else "every 2 weeks on Tuesday"
    done = door.press(LIAM, "ask.choose:1" if again else "ask.choose:0", value)
    assert done.words.startswith("Scheduled a series: D1 to ")
    assert done.wire.respond["replace_original"] is True
    kept = dialogues(door)
    assert kept[0].title == "Age & assurance"
    assert f"{kept[0].wall:%Y-%m-%d}" == ("2026-12-08" if again else "2026-11-24")


def test_questions_follow_each_other_and_what_was_typed_survives(door):
    asked = door.say(LIAM, "/dialogue schedule Board every second Tuesday")
    then = door.press(LIAM, "ask.choose:0", asked.buttons["ask.choose:0"][1])
    assert then.words.startswith("At what time")
    assert then.words.endswith("You typed:\n/dialogue schedule Board every 2 weeks on Tuesday")
    done = door.press(LIAM, "ask.choose:2", then.buttons["ask.choose:2"][1])
    assert "Every 2 weeks on Tuesday at 14:00 (Europe/London)." in done.words


def test_words_that_no_button_can_say_are_asked_about_all_the_same(door):
    asked = door.say(LIAM, f"/dialogue schedule {'x' * 1990} every second Tuesday 14:00")
    assert "Do you mean" in asked.words
    assert asked.buttons == {}


def test_the_same_series_within_a_minute_is_asked_about(door):
    door.say(LIAM, SERIES)
    asked = door.say(LIAM, SERIES)
    assert asked.words.startswith("You have just scheduled this title as D1")
    assert len(dialogues(door)) == 16
    done = door.press(LIAM, "dialogue.again", asked.buttons["dialogue.again"][1])
    assert done.words.startswith("Scheduled a series: D17 to D32")
    twice = door.press(LIAM, "dialogue.again", asked.buttons["dialogue.again"][1])
    assert twice.words.startswith("Scheduled a series: D17 to D32")
    assert len(dialogues(door)) == 32


def test_observers_are_told_who_can(door):
    heard = door.say(NORA, SERIES)
    assert heard.words.startswith("Only a member of Technology can schedule a dialogue.")
    assert dialogues(door) == ()

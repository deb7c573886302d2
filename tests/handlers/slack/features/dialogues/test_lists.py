"""Lists of dialogues: a series once, all its dates in pages, and none that is not theirs."""

import pytest

from tests.bot.use_cases.dialogues.town import LIAM, MINJI, NORA


def test_the_list_marks_a_series_and_shows_its_next_date(planned):
    heard = planned.say(NORA, "/dialogue")
    assert heard.words.startswith("75 coming dialogues\n")
    for part in (
        "D1 · ↻ every 2 weeks on Tuesday · 15 more until Tuesday 22 June 2027",
        "D17 · ↻ every week on Tuesday · 57 more until Tuesday 28 December 2027",
        "\nD75",
    ):
        assert part in heard.words
    assert heard.words.count("(your time)") == 3, "one entry a series"
    assert "dialogue.page:next" not in heard.buttons


def test_all_its_dates_come_in_pages(planned):
    planned.press(NORA, "dialogue.rsvp:going", "D18|going|")
    assert planned.say(NORA, "/dialogue").buttons["dialogue.dates"] == ("All dates", "0 1")
    first = planned.press(NORA, "dialogue.dates", "0 2")
    assert first.words.startswith("Board\nEvery week on Tuesday at 10:00 (Europe/London).\n• D17 ")
    assert first.words.count("\n• D") == 20
    assert "(Europe/London, UTC+0)> · Going" in first.words
    assert first.wire.respond["replace_original"] is False
    following = planned.press(NORA, "dialogue.dates:next", first.buttons["dialogue.dates:next"][1])
    assert following.words.count("\n• D") == 20
    assert following.wire.respond["replace_original"] is True
    last = planned.press(NORA, "dialogue.dates:next", "40 2")
    assert last.words.count("\n• D") == 18


@pytest.mark.parametrize("value", ["0 99", "900 2"])
def test_a_page_that_is_not_there(planned, value):
    heard = planned.press(NORA, "dialogue.dates", value)
    assert "can't find" in heard.words or heard.words.count("\n• D") == 18


def test_dates_for_members_are_not_shown_to_others(door):
    door.say(LIAM, "/dialogue schedule Secret every Tuesday 14:00 for members 5 times")
    assert "Secret" not in door.say(NORA, "/dialogue").words
    heard = door.press(NORA, "dialogue.dates", "0 1")
    assert heard.words == "I can't find this series in a group you belong to."
    assert "Secret" in door.press(MINJI, "dialogue.dates", "0 1").words

"""Scheduling series at the desk: confirmed in full, asked back, listed, shown."""

import pytest

from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NORA
from tests.handlers.slack.features.dialogues.test_commands import dialogues

SERIES = (
    "/dialogue schedule Age assurance every 2 weeks on Tuesday 14:00 until 30 Jun 2027 "
    "link <https://meet.example/1>"
)


def moment(at, spelled):
    return f"<!date^{at}^{{date_long}} at {{time}}|{spelled}>"


FIRST = moment(1795528800, "Tuesday 24 November 2026, 14:00 (Europe/London, UTC+0)")


def test_it_is_confirmed_with_everything_that_was_understood(door):
    heard = door.say(LIAM, SERIES)
    kept = dialogues(door)
    assert len(kept) == 16
    assert heard.wire.ack["response_type"] == "ephemeral"
    assert heard.words == (
        "Scheduled a series: D1 to D16\n"
        "Age assurance\n"
        "Every 2 weeks on Tuesday at 14:00 (Europe/London), until Wednesday 30 June 2027.\n"
        "16 dates until Tuesday 22 June 2027.\n"
        f"First: {FIRST}\n"
        "Each lasts 1 hour.\n"
        "Link: <https://meet.example/1|https://meet.example/1>\n"
        "For the whole group, in Technology.\n"
        "Then\n"
        f"• {moment(1796738400, 'Tuesday 8 December 2026, 14:00 (Europe/London, UTC+0)')}\n"
        f"• {moment(1797948000, 'Tuesday 22 December 2026, 14:00 (Europe/London, UTC+0)')}\n"
        f"• {moment(1799157600, 'Tuesday 5 January 2027, 14:00 (Europe/London, UTC+0)')}\n"
        f"• {moment(1800367200, 'Tuesday 19 January 2027, 14:00 (Europe/London, UTC+0)')}\n"
        "and 11 more dates\n"
        "The series is announced once, with its first date. Each later date has an invitation of "
        "its own, 1 week before.\n"
        "When clocks change, it stays at 14:00 in London; elsewhere hours can shift.\n"
        "Out of hours from Tuesday 24 November 2026: 23:00 in Seoul (KCSC), 01:00 next day in "
        "Sydney (eSafety).\n"
        "Out of hours from Tuesday 30 March 2027: 22:00 in Seoul (KCSC), 00:00 next day in "
        "Sydney (eSafety).\n"
        "Out of hours from Tuesday 13 April 2027: 22:00 in Seoul (KCSC), 23:00 in Sydney "
        "(eSafety)."
    )
    assert heard.buttons["dialogue.show"] == ("Details", "D1")


def test_one_without_end_says_how_far_it_is_planned(door):
    heard = door.say(LIAM, "/dialogue schedule Board every Tuesday 14:00")
    assert (
        "No end is set. 58 dates until Tuesday 28 December 2027, 14:00 (Europe/London, UTC+0) "
        "are planned now; the others follow by themselves."
    ) in heard.words
    assert "Scheduled a series: D1 to D58" in heard.words


def test_an_hour_that_clocks_skip_or_repeat_is_said(door):
    heard = door.say(LIAM, "/dialogue schedule Night every month on the last Sunday 01:30")
    assert (
        "On Sunday 28 March 2027 01:30 does not exist in Europe/London; it begins at 02:30."
    ) in heard.words
    assert (
        "On Sunday 31 October 2027 01:30 comes twice in Europe/London; it begins at the first."
    ) in heard.words


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Seoul", "It stays at 14:00 in Seoul, where clocks do not change; elsewhere hours"),
        (
            "UTC",
            "It stays at 14:00 in UTC, where clocks do not change; elsewhere hours can shift.",
        ),
    ],
)
def test_what_clocks_do_where_they_never_change(door, zone, words):
    assert words in door.say(LIAM, f"/dialogue schedule X every Tuesday 14:00 in {zone}").words


def test_times_that_take_turns(door):
    heard = door.say(
        LIAM,
        "/dialogue schedule Turns every Tuesday rotating 09:00 Europe/London and "
        "21:00 Asia/Seoul 6 times",
    )
    assert (
        "Every week on Tuesday at 09:00 (Europe/London) and 21:00 (Asia/Seoul) in turn, 6 times."
    ) in heard.words
    assert "each of its times stays as it is in its own zone" in heard.words
    assert "Out of hours at 09:00 in London: 04:00 in New York (NCMEC)." in heard.words
    assert "Out of hours at 21:00 in Seoul" in heard.words
    assert [d.zone for d in dialogues(door)] == ["Europe/London", "Asia/Seoul"] * 3


def test_nobody_out_of_hours_is_not_mentioned(door):
    """Of the channel, observers of New York aside, all are at work then; only members are asked."""
    heard = door.say(AMARA, "/dialogue schedule X every Tuesday 09:00 UTC for members 3 times")
    assert "Out of hours" not in heard.words


def test_the_rule_is_read_in_the_writers_own_zone(door):
    door.say(MINJI, "/dialogue schedule X every Tuesday 10:00 3 times")
    assert {d.zone for d in dialogues(door)} == {"Asia/Seoul"}


def test_months_that_have_no_such_day_are_named(door):
    heard = door.say(LIAM, "/dialogue schedule X every month on the 31st 14:00 until June 2028")
    assert "can leave June out or take it in" not in heard.words, "no date in June: not asked"
    assert "Months without a 31st are left out." in heard.words


def test_dates_of_any_weekday_say_who_is_up_at_night_and_which_are_a_weekend(door):
    """31 January and 31 July 2027 are a weekend, on which those up at night are up as well."""
    heard = door.say(LIAM, "/dialogue schedule Board every month on the 31st at 13:00 6 times")
    assert "nobody" not in heard.words
    assert "Out of hours from Thursday 31 December 2026: 22:00 in Seoul (KCSC), " in heard.words
    assert heard.words.endswith("On a weekend: Sunday 31 January 2027 and Saturday 31 July 2027.")


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


# Lists and one in full ----------------------------------------------------------------------


@pytest.fixture
def planned(door):
    """A fortnightly series D1 to D16, a weekly one without end D17 to D74, and D75 alone."""
    door.say(LIAM, SERIES)
    door.say(LIAM, "/dialogue schedule Board every Tuesday 10:00")
    door.say(LIAM, "/dialogue schedule Roundtable on 1 Dec 14:00")
    return door


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


def test_one_in_full_tells_of_its_series(planned):
    heard = planned.say(NORA, "/dialogue show D2")
    assert (
        "↻ One of a series, every 2 weeks on Tuesday at 14:00 (Europe/London), "
        "until Wednesday 30 June 2027.\n"
        "16 dates until Tuesday 22 June 2027.\n"
        "Next\n"
        f"• {moment(1797948000, 'Tuesday 22 December 2026, 14:00 (Europe/London, UTC+0)')}\n"
    ) in heard.words
    assert "series" not in planned.say(NORA, "/dialogue show D75").words


def test_the_last_one_has_no_next(planned):
    assert "Next" not in planned.say(NORA, "/dialogue show D16").words


def test_a_series_of_a_year_of_days_is_scheduled_in_one_go(door):
    heard = door.say(LIAM, "/dialogue schedule Stand-up every day at 10:00 for 15m")
    assert "Scheduled a series: D1 to D400" in heard.words
    listed = door.say(LIAM, "/dialogue")
    assert listed.words.startswith("400 coming dialogues\n")
    assert "D1 · ↻ every day · 399 more until Tuesday 28 December 2027" in listed.words

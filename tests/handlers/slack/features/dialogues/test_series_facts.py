"""What is said of a series: its rule, its dates, what clocks and nights do to it."""

import pytest

from tests.bot.use_cases.dialogues.town import AMARA, LIAM, NORA
from tests.handlers.slack.features.dialogues.door import dialogues, moment


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

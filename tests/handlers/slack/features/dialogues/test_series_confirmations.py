"""A series that was scheduled is confirmed with everything that was understood."""

from tests.bot.use_cases.dialogues.town import LIAM
from tests.handlers.slack.features.dialogues.door import SERIES, dialogues, moment

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


def test_a_series_of_a_year_of_days_is_scheduled_in_one_go(door):
    heard = door.say(LIAM, "/dialogue schedule Stand-up every day at 10:00 for 15m")
    assert "Scheduled a series: D1 to D400" in heard.words
    listed = door.say(LIAM, "/dialogue")
    assert listed.words.startswith("400 coming dialogues\n")
    assert "D1 · ↻ every day · 399 more until Tuesday 28 December 2027" in listed.words

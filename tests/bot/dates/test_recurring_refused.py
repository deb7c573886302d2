"""Series in text that cannot be: refused in words that say what can."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.schedule import read_plan

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""

REFUSED = [
    ("X every hour", "A dialogue can come once a day at most."),
    ("X every 2 hours 14:00", "once a day at most"),
    ("X every minute", "once a day at most"),
    ("X hourly", "once a day at most"),
    ("X every Tuesday 14:00 and every Thursday 15:00", "two series"),
    ("X twice a week 14:00", "That is more than one series."),
    ("X every Tuesday 14:00 3 times a week", "That is more than one series."),
    ("X every month on the 5th Tuesday 10:00", "“every month on the last Tuesday”"),
    ("X every 5th Tuesday 10:00", "“every 5 weeks on Tuesday”"),
    ("X on the fifth Friday of every month 10:00", "Not every month has a 5th Friday."),
    ("X on the second to last Friday of every month 10:00", "1st to 4th or last"),
    ("X on the last day of every month 10:00", "Months end on different days."),
    ("X every month on the 32nd 10:00", "days go from the 1st to the 31st"),
    ("X every month 10:00", "On which day of the month?"),
    ("X annually 14:00", "“every year on 12 Dec”"),
    ("X every 2 years 14:00", "“every year on 12 Dec”"),
    ("X every morning", "“every day at 09:00”"),
    ("X every 2 weeks on the 2nd Tuesday 10:00", "do not go together"),
    ("X on the 2nd Tuesday 14:00 every week", "do not go together"),
    ("X every 0 weeks on Tuesday 14:00", "every 1 to 99"),
    ("X every 100 days at 14:00", "every 1 to 99"),
    ("X every Tuesday 14:00 until 1 Nov 2026", "before its first date, Tuesday 24 November 2026"),
    ("X every Tuesday 14:00 from 8 Dec until 30 Nov", "before its first date"),
    ("X every Tuesday 14:00 from 7 Sep until 30 Jun", "before its first date"),
    ("X every Tuesday 14:00 until 30 Jun 2035", "more than five years ahead"),
    ("X every Tuesday 14:00 from 3 Jan 2034", "more than five years ahead"),
    ("X every 12 months on the 2nd Tuesday 14:00 10 times", "more than five years ahead"),
    ("X every day 14:00 for 10 years", "2 to 1,000"),
    ("X every day 14:00 2000 times", "2 to 1,000"),
    ("X every Tuesday 14:00 0 times", "2 to 1,000"),
    ("X every Tuesday 14:00 until 30 Jun 2027 10 times", "two ends"),
    ("X every Tuesday 14:00 for 10 weeks until 30 Jun", "two ends"),
    ("X every Tuesday 14:00 for a week", "Only one date is left"),
    ("X every Tuesday 14:00 1 times", "Only one date is left"),
    ("X every Tuesday 14:00 until 25 Nov", "Only one date is left"),
    ("X every Tuesday 14:00 until 30 Feb", "There is no 30 February"),
    ("X every Tuesday 14:00 from 8 Dec from 15 Dec", "two dates"),
    ("X every Tuesday 14:00 from 1 Nov 2026", "is in the past"),
    ("X every Tuesday 14:00 from January 2026", "is in the past"),
    ("X every Tuesday 14:00 starting 15:00", "two times"),
    ("X every Tuesday 25:00", "times go from 00:00 to 23:59"),
    ("X every Tuesday 24:00", "Please write 00:00"),
    ("X every Tuesday midnight", "Please write 00:00"),
    ("X every Tuesday in 2 hours", "A series needs a time of day"),
    ("X every Tuesday rotating 09:00 CET and 15:00 CST", "Europe/Paris"),
    ("X every Tuesday 14:00 +02:00", "does not say whose clocks"),
    ("X every Tuesday 14:00 Europe/London until 30 Jun in Asia/Seoul", "Two time zones"),
    ("X every Tuesday rotating 09:00, 10:00, 11:00, 12:00 and 13:00", "these are 5"),
    ("X every Tuesday rotating 09:00", "at least two times"),
    ("X every Tuesday rotating 09:00 and 09:00", "stands twice"),
    ("X every Tuesday rotating 9, 14 and 21", "“rotating 09:00, 14:00 and 21:00”"),
    ("X every Tuesday 14:00 rotating 09:00 and 10:00", "a time beside those"),
    ("X every Tuesday rotating 09:00 Europe/London and 15:00", "a zone behind each"),
    ("X every Tuesday rotating 09:00-10:00 and 15:00", "the length apart"),
    ("X on Friday 10:00 until 30 Jun 2027", "Please say how often"),
    ("X on Friday 10:00 10 times", "Please say how often"),
    ("X on Friday rotating 09:00 and 14:00", "Please say how often"),
]


@pytest.mark.parametrize(("text", "part"), REFUSED)
def test_what_cannot_be_is_refused_in_words(text, part):
    found = read_plan(text, Frame("Europe/Dublin", NOW, "en-IE"))
    assert isinstance(found, NotUnderstood), found
    assert part in found.words
    assert found.words.endswith((".", "?"))

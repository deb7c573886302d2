"""Series in text that cannot be: refused in words that say what can."""

from datetime import UTC, datetime

import pytest

from bot.dates.reading import NotUnderstood, find_series

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""

REFUSED = [
    ("X every hour", "A dialogue can come once a day at most."),
    ("X every 2 hours 14:00", "once a day at most"),
    ("X every minute", "once a day at most"),
    ("X hourly", "once a day at most"),
    ("X every weekday 10:00", "“every Monday” and “every Tuesday”"),
    ("X every working day 10:00", "Working days are several days a week."),
    ("X on weekdays 10:00", "Working days"),
    ("X every weekend 10:00", "A weekend is two days."),
    ("X on Mondays and Thursdays 10:00", "Monday and Thursday are 2 series."),
    ("X every Monday and Thursday 10:00", "“every week on Monday”, “every week on Thursday”"),
    ("X on Monday and Thursday 10:00 every week", "are 2 series"),
    ("X every Mon/Thu 10:00", "are 2 series"),
    ("X every 2 weeks on Monday & Thursday 10:00", "“every 2 weeks on Monday”"),
    ("X every Mon, Wed and Fri 10:00", "are 3 series"),
    ("X every Monday to Friday 10:00", "are 5 series"),
    ("X every Mon-Fri 10:00", "and so on"),
    ("X every Tuesday 14:00 and every Thursday 15:00", "are two series"),
    ("X twice a week 14:00", "That is several a week."),
    ("X every Tuesday 14:00 3 times a week", "That is several a week."),
    ("X every month on the 5th Tuesday 10:00", "“every month on the last Tuesday”"),
    ("X every 5th Tuesday 10:00", "“every 5 weeks on Tuesday”"),
    ("X on the fifth Friday of every month 10:00", "Not every month has a 5th Friday."),
    ("X on the 1st and 3rd Tuesday of every month 10:00", "One series has one day of the month"),
    ("X on the 1st and 15th of every month 10:00", "“every month on the 1st”"),
    ("X on the second to last Friday of every month 10:00", "1st to 4th or last"),
    ("X on the last day of every month 10:00", "Months end on different days."),
    ("X every month on the 32nd 10:00", "days go from the 1st to the 31st"),
    ("X every month 10:00", "On which day of the month?"),
    ("X yearly on 12 Dec 14:00", "“every 12 months”"),
    ("X annually 14:00", "“every 12 months”"),
    ("X every year on 12 Dec 14:00", "“every 12 months”"),
    ("X every 2 years 14:00", "“every 12 months”"),
    ("X every 12 Dec 14:00", "“every 12 months”"),
    ("X every morning", "“every day at 09:00”"),
    ("X every Tuesday afternoon", "“every day at 09:00”"),
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
    ("X every Tuesday 14:00 until next week", "Please name one day"),
    ("X every Tuesday 14:00 until 30 Feb", "There is no 30 February"),
    ("X every Tuesday 14:00 from 8 Dec from 15 Dec", "two dates"),
    ("X every Tuesday 14:00 from 1 Nov 2026", "is in the past"),
    ("X every Tuesday 14:00 from January 2026", "is in the past"),
    ("X every Tuesday 14:00 from next week", "Please name one day"),
    ("X every Tuesday 14:00 starting Monday 8 Dec", "8 December 2026 is a Tuesday, not a Monday"),
    ("X every Tuesday 14:00 starting 15:00", "two times"),
    ("X every Tuesday 14:00-15:00", "the length apart"),
    ("X every Tuesday 25:00", "times go from 00:00 to 23:59"),
    ("X every Tuesday 24:00", "Please write 00:00"),
    ("X every Tuesday midnight", "Please write 00:00"),
    ("X every Tuesday at 3", "Please write 03:00 or 15:00."),
    ("X every Tuesday at 12 o'clock", "Please write 12:00 or 00:00."),
    ("X every Tuesday in 2 hours", "A series needs a time of day"),
    ("X every Tuesday 14:00 IST", "Asia/Kolkata, Europe/Dublin or Asia/Jerusalem"),
    ("X every Tuesday rotating 09:00 CET and 15:00 CST", "Europe/Paris"),
    ("X every Tuesday 14:00 in London", "please write Europe/London"),
    ("X every Tuesday 14:00 in Europe/Dubln", "Did you mean Europe/Dublin?"),
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
    ("Every day matters on 12 Dec 14:00", "says how often or is part of the title"),
    ("X every 2 weeks meeting on Tuesday 14:00", "put how often behind the title"),
]


@pytest.mark.parametrize(("text", "part"), REFUSED)
def test_what_cannot_be_is_refused_in_words(text, part):
    found = find_series(text, zone="Europe/Dublin", now=NOW, locale="en-IE")
    assert isinstance(found, NotUnderstood), found
    assert part in found.words
    assert found.words.endswith((".", "?"))


def test_zones_that_may_have_been_meant_are_offered():
    found = find_series("X every Tuesday 14:00 IST", zone="Europe/Dublin", now=NOW)
    assert found.zones == ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")

"""Dates in text: every row of the table, and what people write besides."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.dates.answers import Reading, describe
from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_when
from bot.domain.zones import UnknownZone

NOW = datetime(2026, 11, 24, 10, 30, 42, tzinfo=UTC)  # a Tuesday


def read(text, *, zone="Europe/London", now=NOW, locale="en-GB", time_needed=True):
    return read_when(text, Frame(zone, now, locale=locale, time_needed=time_needed))


def walls(answer):
    readings = [answer] if isinstance(answer, Reading) else answer.readings
    return [f"{r.wall:%Y-%m-%d %H:%M}" if r.has_time else f"{r.wall:%Y-%m-%d}" for r in readings]


UNDERSTOOD = [
    ("12 Dec 14:00", "2026-12-12 14:00"),
    ("12 December 2026 at 2pm", "2026-12-12 14:00"),
    ("Dec 12 2pm", "2026-12-12 14:00"),
    ("Dec 12, 2026 2 pm", "2026-12-12 14:00"),
    ("2026-12-12 14:00", "2026-12-12 14:00"),
    ("2026-12-12T14:00", "2026-12-12 14:00"),
    ("2026-12-12t14:00:00", "2026-12-12 14:00"),
    ("2026/12/12 14:00", "2026-12-12 14:00"),
    ("2026.12.12 14:00", "2026-12-12 14:00"),
    ("12Dec2026 14:00", "2026-12-12 14:00"),
    ("12-Dec-2026, 14:00", "2026-12-12 14:00"),
    ("12/Dec/2026 14:00", "2026-12-12 14:00"),
    ("12 Dec,14:00", "2026-12-12 14:00"),
    ("12th of December, at 2 p.m.", "2026-12-12 14:00"),
    ("the 12th December 14:00", "2026-12-12 14:00"),
    ("on 12 Dec at 14:00", "2026-12-12 14:00"),
    ("to 12 Dec 14:00", "2026-12-12 14:00"),
    ("by 12 dec 14:00.", "2026-12-12 14:00"),
    ("12 DEC 2PM", "2026-12-12 14:00"),
    ("12 Dec @ 14:00", "2026-12-12 14:00"),
    ("14:00 on 12 Dec", "2026-12-12 14:00"),
    ("2pm, Saturday 12 December 2026", "2026-12-12 14:00"),
    ("Sat 12 Dec 14:00", "2026-12-12 14:00"),
    ("12 Dec 2026 (Saturday) 14:00", "2026-12-12 14:00"),
    ("12 Dec – 14:00", "2026-12-12 14:00"),
    ("12\u00a0Dec\u202f14:00", "2026-12-12 14:00"),
    ("“12 Dec 14:00”", "2026-12-12 14:00"),
    ("１２ Dec １４：００", "2026-12-12 14:00"),
    ("12\u200b Dec 14:00", "2026-12-12 14:00"),
    ("12 Sept 2027 14:00", "2027-09-12 14:00"),
    ("1 Mar 14:00", "2027-03-01 14:00"),
    ("24 Nov 11:00", "2026-11-24 11:00"),
    ("20 Sep 11:00", "2027-09-20 11:00"),
    ("12 Dec 1400", "2026-12-12 14:00"),
    ("Friday week 10:00", "2026-12-04 10:00"),
    ("12 Dec 14:00 please", "2026-12-12 14:00"),
    ("tomorrow 10:00 sharp", "2026-11-25 10:00"),
    ("tomorrow morning at 9", "2026-11-25 09:00"),
    ("Thursday evening 7pm", "2026-11-26 19:00"),
    ("tonight at 8", "2026-11-24 20:00"),
    ("tomorrow at 10 in the evening", "2026-11-25 22:00"),
    ("end of the month 10:00", "2026-11-30 10:00"),
    ("29 Feb 2028 10:00", "2028-02-29 10:00"),
    ("25/12/2026 10:00", "2026-12-25 10:00"),
    ("25.12.2026 10:00", "2026-12-25 10:00"),
    ("12/12 10:00", "2026-12-12 10:00"),
    ("12/25 10:00", "2026-12-25 10:00"),
    ("Sat 03/04/2027 10:00", "2027-04-03 10:00"),
    ("Thu 03/04/2027 10:00", "2027-03-04 10:00"),
    ("Friday 10:00", "2026-11-27 10:00"),
    ("Fri 10am", "2026-11-27 10:00"),
    ("10am Friday", "2026-11-27 10:00"),
    ("Tuesday 11:00", "2026-11-24 11:00"),
    ("Tuesday 10:00", "2026-12-01 10:00"),
    ("Tuesday 10:30", "2026-12-01 10:30"),
    ("this Friday 10:00", "2026-11-27 10:00"),
    ("coming Friday 10:00", "2026-11-27 10:00"),
    ("next Monday 10:00", "2026-11-30 10:00"),
    ("next Tuesday 10:00", "2026-12-01 10:00"),
    ("Friday this week 10:00", "2026-11-27 10:00"),
    ("Friday next week 10:00", "2026-12-04 10:00"),
    ("next week Friday 10:00", "2026-12-04 10:00"),
    ("tomorrow 9am", "2026-11-25 09:00"),
    ("14:00 tomorrow", "2026-11-25 14:00"),
    ("today 17:00", "2026-11-24 17:00"),
    ("the day after tomorrow 9am", "2026-11-26 09:00"),
    ("in 3 days at 14:00", "2026-11-27 14:00"),
    ("in three days 14:00", "2026-11-27 14:00"),
    ("in 2 weeks 14:00", "2026-12-08 14:00"),
    ("in a fortnight 14:00", "2026-12-08 14:00"),
    ("in 2 months 14:00", "2027-01-24 14:00"),
    ("in 2 hours", "2026-11-24 12:30"),
    ("in an hour", "2026-11-24 11:30"),
    ("in 90 minutes", "2026-11-24 12:00"),
    ("in 2h", "2026-11-24 12:30"),
    ("in 1h30", "2026-11-24 12:00"),
    ("in half an hour", "2026-11-24 11:00"),
    ("tomorrow noon", "2026-11-25 12:00"),
    ("tomorrow 12 noon", "2026-11-25 12:00"),
    ("tomorrow 12pm", "2026-11-25 12:00"),
    ("tomorrow 12:30am", "2026-11-25 00:30"),
    ("tomorrow 00:00", "2026-11-25 00:00"),
    ("tomorrow 24:00", "2026-11-26 00:00"),
    ("today midnight", "2026-11-25 00:00"),
    ("today at 3", "2026-11-24 15:00"),
    ("tomorrow 14.30", "2026-11-25 14:30"),
    ("tomorrow 14h30", "2026-11-25 14:30"),
    ("tomorrow 14h", "2026-11-25 14:00"),
    ("tomorrow 2:30 p.m.", "2026-11-25 14:30"),
    ("tomorrow 2.30pm", "2026-11-25 14:30"),
    ("tomorrow 15 o’clock", "2026-11-25 15:00"),
    ("24 Nov 2031 10:30", "2031-11-24 10:30"),
]


@pytest.mark.parametrize(("text", "wall"), UNDERSTOOD)
def test_understood(text, wall):
    answer = read(text)
    assert isinstance(answer, Reading), answer
    assert walls(answer) == [wall]
    assert answer.zone == "Europe/London"
    assert answer.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("text", "zone", "at"),
    [
        ("12 Dec 14:00 Europe/Dublin", "Europe/Dublin", "2026-12-12 14:00"),
        ("12 Dec 14:00 in Europe/Dublin", "Europe/Dublin", "2026-12-12 14:00"),
        ("12 Jul 14:00 Europe/Dublin", "Europe/Dublin", "2027-07-12 13:00"),
        ("12 Dec 14:00 (europe/dublin)", "Europe/Dublin", "2026-12-12 14:00"),
        ("12 Dec 14:00 America/New York", "America/New_York", "2026-12-12 19:00"),
        ("14:00 Asia/Seoul on 12 Dec", "Asia/Seoul", "2026-12-12 05:00"),
        ("12 Dec 14:00 UTC", "UTC", "2026-12-12 14:00"),
        ("12 Jan 14:00 GMT", "UTC", "2027-01-12 14:00"),
        ("2026-12-12T14:00Z", "UTC", "2026-12-12 14:00"),
        ("2026-12-12T14:00:00.000+00:00", "UTC", "2026-12-12 14:00"),
        ("12 Dec 14:00UTC", "UTC", "2026-12-12 14:00"),
        ("12 Jul 14:00", "Pacific/Fiji", "2027-07-12 02:00"),
    ],
)
def test_a_zone_is_named_or_the_writers_own(text, zone, at):
    answer = read(text, zone="Pacific/Fiji")
    assert isinstance(answer, Reading)
    assert answer.zone == zone
    assert f"{answer.at:%Y-%m-%d %H:%M}" == at


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Dec", "2026-12-12"),
        ("Friday", "2026-11-27"),
        ("today", "2026-11-24"),
        ("24 Nov", "2026-11-24"),
        ("20 Sep", "2027-09-20"),
        ("in 3 days", "2026-11-27"),
        ("in 2 weeks", "2026-12-08"),
        ("2026-12-12", "2026-12-12"),
        ("by 12 December 2026.", "2026-12-12"),
        ("24 Nov 2031", "2031-11-24"),
        ("12 Dec Europe/Dublin", "2026-12-12"),
    ],
)
def test_a_day_alone_is_enough_for_a_due_date(text, day):
    answer = read(text, time_needed=False)
    assert isinstance(answer, Reading)
    assert walls(answer) == [day]
    assert not answer.has_time


def test_a_due_date_may_have_a_time():
    answer = read("12 Dec 14:00", time_needed=False)
    assert isinstance(answer, Reading)
    assert answer.has_time


def test_a_day_alone_begins_with_its_first_moment():
    answer = read("30 Apr 2027", zone="Africa/Cairo", time_needed=False)
    assert isinstance(answer, Reading)
    assert answer.at == datetime(2027, 4, 29, 22, tzinfo=UTC)
    assert answer.wall == datetime.fromisoformat("2027-04-30 00:00")


def test_hours_are_counted_through_a_clock_change():
    now = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    answer = read("in 2 hours", now=now)
    assert isinstance(answer, Reading)
    assert answer.at == now + timedelta(hours=2)
    assert walls(answer) == ["2026-10-25 01:30"]


def test_a_leap_day_this_side_of_a_leap_year_is_no_question():
    answer = read("29 Feb", now=datetime(2027, 3, 1, tzinfo=UTC), time_needed=False)
    assert isinstance(answer, Reading)
    assert walls(answer) == ["2028-02-29"]


def test_readings_are_described_in_full():
    first, second = read("31 Oct 2027 01:30").readings
    assert describe(first) == "Sunday 31 October 2027, 01:30 (Europe/London, UTC+1)"
    assert describe(second) == "Sunday 31 October 2027, 01:30 (Europe/London, UTC+0)"
    day = read("12 Dec", time_needed=False)
    assert describe(day) == "Saturday 12 December 2026 (Europe/London)"


def test_a_wrong_zone_or_a_naive_now_is_the_callers_fault():
    with pytest.raises(UnknownZone):
        read("12 Dec", zone="IST")
    with pytest.raises(ValueError, match="aware"):
        read("12 Dec", now=datetime.fromisoformat("2026-11-24 00:00"))

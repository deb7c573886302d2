"""Series in text that is understood: first date, rule, wall times, and what is left of it."""

from datetime import UTC, date, datetime, time
from itertools import islice

import pytest

from bot.dates.answers import Plan, Recurring
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.schedule import read_plan
from bot.domain.recurrence import Rule, Slot
from tests.bot.dates.rhythms import rhythm_of

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""
DUBLIN = "Europe/Dublin"


def read(text, *, zone=DUBLIN, now=NOW, locale="en-IE"):
    found = read_plan(text, Frame(zone, now, locale))
    assert isinstance(found, Plan), found
    assert isinstance(found.when, Recurring), found
    TITLES[id(found.when)] = found.title
    return found.when


TITLES = {}


def left(_text, found):
    return TITLES[id(found)]


WEEKLY = "FREQ=WEEKLY;INTERVAL={};BYDAY={}"
MONTHLY = "FREQ=MONTHLY;INTERVAL={};BYDAY={}"
BY_DATE = "FREQ=MONTHLY;INTERVAL={};BYMONTHDAY={}"
DAILY = "FREQ=DAILY;INTERVAL={}"

RHYTHMS = [
    ("every day at 9am", "2026-11-24", DAILY.format(1), "09:00"),
    ("daily 14:00", "2026-11-23", DAILY.format(1), "14:00"),
    ("every single day at 14:00", "2026-11-23", DAILY.format(1), "14:00"),
    ("every 10 days 14:00", "2026-11-23", DAILY.format(10), "14:00"),
    ("every other day at noon", "2026-11-23", DAILY.format(2), "12:00"),
    ("every third day 14:00", "2026-11-23", DAILY.format(3), "14:00"),
    ("every week on Tuesday 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("once a week on Tuesday 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("every Tuesday 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("each Tuesday at 2pm", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("every tues, 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("on Tuesdays 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("on every Tuesday 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("on Tuesdays every 2 weeks 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every 2 weeks on Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every two weeks on Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("once every 2 weeks on Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every other week on Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every second week on Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every other Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every alternate Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every 2 Tuesdays 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every fortnight on Tuesday 14:00", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("every 3rd week on Tuesday 14:00", "2026-11-24", WEEKLY.format(3, "TU"), "14:00"),
    ("on Tuesday 14:00 every other week", "2026-11-24", WEEKLY.format(2, "TU"), "14:00"),
    ("at 14:00 every Tuesday", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("weekly, every Tuesday 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("every Monday 10:00", "2026-11-30", WEEKLY.format(1, "MO"), "10:00"),
    ("every Monday 10:01", "2026-11-23", WEEKLY.format(1, "MO"), "10:01"),
    ("every month on the 2nd Tuesday 14:00", "2026-12-08", MONTHLY.format(1, "2TU"), "14:00"),
    ("on the 2nd Tuesday of every month 14:00", "2026-12-08", MONTHLY.format(1, "2TU"), "14:00"),
    ("on the second Tuesday of each month 14:00", "2026-12-08", MONTHLY.format(1, "2TU"), "14:00"),
    ("the 2nd Tuesday monthly 14:00", "2026-12-08", MONTHLY.format(1, "2TU"), "14:00"),
    ("on the 2nd Tuesday 14:00 every month", "2026-12-08", MONTHLY.format(1, "2TU"), "14:00"),
    ("every 2nd Tuesday of the month 14:00", "2026-12-08", MONTHLY.format(1, "2TU"), "14:00"),
    ("monthly, every 2nd Tuesday 14:00", "2026-12-08", MONTHLY.format(1, "2TU"), "14:00"),
    ("every first Monday 14:00", "2026-12-07", MONTHLY.format(1, "1MO"), "14:00"),
    ("on the last Friday of every month 14:00", "2026-11-27", MONTHLY.format(1, "-1FR"), "14:00"),
    ("every last Friday 14:00", "2026-11-27", MONTHLY.format(1, "-1FR"), "14:00"),
    ("every 2 months on the first Monday 14:00", "2026-12-07", MONTHLY.format(2, "1MO"), "14:00"),
    ("the 1st Monday of every other month 14:00", "2026-12-07", MONTHLY.format(2, "1MO"), "14:00"),
    ("every quarter on the first Monday 14:00", "2026-12-07", MONTHLY.format(3, "1MO"), "14:00"),
    ("every 12 months on the 2nd Tuesday 14:00", "2026-12-08", MONTHLY.format(12, "2TU"), "14:00"),
    ("monthly on the 15th 14:00", "2026-12-15", BY_DATE.format(1, 15), "14:00"),
    ("on the 15th of every month 14:00", "2026-12-15", BY_DATE.format(1, 15), "14:00"),
    ("every month on day 15 at 14:00", "2026-12-15", BY_DATE.format(1, 15), "14:00"),
    ("every 15th at 14:00", "2026-12-15", BY_DATE.format(1, 15), "14:00"),
    ("monthly on the 31st 14:00", "2026-12-31", BY_DATE.format(1, 31), "14:00"),
    ("EVERY TUESDAY 14:00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
    ("ｅｖｅｒｙ Tuesday 14：00", "2026-11-24", WEEKLY.format(1, "TU"), "14:00"),
]

SEVERAL = [
    ("every weekday 10:00", "2026-11-24", WEEKLY.format(1, "MO,TU,WE,TH,FR")),
    ("every working day 10:00", "2026-11-24", WEEKLY.format(1, "MO,TU,WE,TH,FR")),
    ("on weekdays 10:00", "2026-11-24", WEEKLY.format(1, "MO,TU,WE,TH,FR")),
    ("every weekend 10:00", "2026-11-28", WEEKLY.format(1, "SA,SU")),
    ("every Monday and Thursday 10:00", "2026-11-26", WEEKLY.format(1, "MO,TH")),
    ("on Mondays and Thursdays 10:00", "2026-11-26", WEEKLY.format(1, "MO,TH")),
    ("on Monday and Thursday 10:00 every week", "2026-11-26", WEEKLY.format(1, "MO,TH")),
    ("every Mon/Thu 10:00", "2026-11-26", WEEKLY.format(1, "MO,TH")),
    ("every 2 weeks on Monday & Thursday 10:00", "2026-11-26", WEEKLY.format(2, "MO,TH")),
    ("every Mon, Wed and Fri 10:00", "2026-11-25", WEEKLY.format(1, "MO,WE,FR")),
    ("every Monday to Friday 10:00", "2026-11-24", WEEKLY.format(1, "MO,TU,WE,TH,FR")),
    ("every Mon-Fri 10:00", "2026-11-24", WEEKLY.format(1, "MO,TU,WE,TH,FR")),
    ("on the 1st and 3rd Tuesday of every month 10:00", "2026-12-01", MONTHLY.format(1, "1TU,3TU")),
    ("every 1st and 3rd Tuesday 10:00", "2026-12-01", MONTHLY.format(1, "1TU,3TU")),
    ("on the 1st and 15th of every month 10:00", "2026-12-01", BY_DATE.format(1, "1,15")),
    ("first Monday of the month 10:00 until 30 Jun 2027", "2026-12-07", MONTHLY.format(1, "1MO")),
    ("every year on 12 Dec 14:00", "2026-12-12", BY_DATE.format(12, 12)),
    ("yearly on 12 Dec 14:00", "2026-12-12", BY_DATE.format(12, 12)),
    ("every 12 Dec 14:00", "2026-12-12", BY_DATE.format(12, 12)),
    ("on 12 Dec 14:00 every year", "2026-12-12", BY_DATE.format(12, 12)),
    ("every year on the 2nd Tuesday of March 14:00", "2027-03-09", MONTHLY.format(12, "2TU")),
]

ENDS = [
    ("until 30 Jun 2027", "UNTIL=20270630"),
    ("till 30 June 2027", "UNTIL=20270630"),
    ("through 30 June 2027", "UNTIL=20270630"),
    ("up to and including 30 Jun 2027", "UNTIL=20270630"),
    ("ending 30 Jun 2027", "UNTIL=20270630"),
    ("until Wednesday 30 June 2027", "UNTIL=20270630"),
    ("until 2027-06-30", "UNTIL=20270630"),
    ("until 30 Jun", "UNTIL=20270630"),
    ("until the end of June", "UNTIL=20270630"),
    ("until end of June 2028", "UNTIL=20280630"),
    ("until the end of 2027", "UNTIL=20271231"),
    ("until the end of the year", "UNTIL=20261231"),
    ("10 times", "COUNT=10"),
    ("ten times in total", "COUNT=10"),
    ("x10", "COUNT=10"),
    ("for 10 dates", "COUNT=10"),
    ("for 10 weeks", "COUNT=10"),
    ("for the next 10 weeks", "COUNT=10"),
    ("for 3 months", "COUNT=14"),
    ("for half a year", "COUNT=26"),
    ("for a year", "COUNT=53"),
    ("until further notice", ""),
    ("starting now", ""),
]

STARTS = [
    ("starting 8 Dec", "2026-12-08"),
    ("starting on 8 Dec 2026", "2026-12-08"),
    ("beginning Tuesday 8 December", "2026-12-08"),
    ("from 2026-12-08", "2026-12-08"),
    ("first on 8 Dec", "2026-12-08"),
    ("as of 8 Dec", "2026-12-08"),
    ("from Tuesday", "2026-11-24"),
    ("starting tomorrow", "2026-11-24"),
    ("starting in 8 days", "2026-12-01"),
    ("from January", "2027-01-05"),
    ("starting in January 2027", "2027-01-05"),
    ("from November", "2026-11-24"),
]

TURNS = [
    ("rotating 09:00, 14:00 and 21:00", [("09:00", DUBLIN), ("14:00", DUBLIN), ("21:00", DUBLIN)]),
    (
        "rotating between 09:00 Europe/London and 15:00 Asia/Seoul",
        [("09:00", "Europe/London"), ("15:00", "Asia/Seoul")],
    ),
    (
        "rotating between 09:00 in Europe/London and 15:00 in Asia/Seoul",
        [("09:00", "Europe/London"), ("15:00", "Asia/Seoul")],
    ),
    ("alternating 9am and 9pm", [("09:00", DUBLIN), ("21:00", DUBLIN)]),
    ("rotating 09:00 / 14:00", [("09:00", DUBLIN), ("14:00", DUBLIN)]),
    (
        "rotating 09:00 and 14:00 in Asia/Seoul",
        [("09:00", "Asia/Seoul"), ("14:00", "Asia/Seoul")],
    ),
    (
        "rotating 09:00 and 14:00 all in Asia/Seoul",
        [("09:00", "Asia/Seoul"), ("14:00", "Asia/Seoul")],
    ),
    (
        "rotating 09:00 and 14:00 until 30 Jun 2027 in Asia/Seoul",
        [("09:00", "Asia/Seoul"), ("14:00", "Asia/Seoul")],
    ),
    (
        "taking turns at 09:00, 10:00, 11:00 and 12:00",
        [(f"{h:02}:00", DUBLIN) for h in (9, 10, 11, 12)],
    ),
    (
        "at 09:00 (Europe/London), 15:00 and 16:00 (Asia/Seoul) in turn",
        [("09:00", "Europe/London"), ("15:00", "Asia/Seoul"), ("16:00", "Asia/Seoul")],
    ),
]


@pytest.mark.parametrize(("words", "first", "rule", "clock"), RHYTHMS)
def test_rhythms(words, first, rule, clock):
    text = f"Age assurance {words}"
    found = read(text)
    assert found.first == date.fromisoformat(first)
    assert found.rule.text(found.first) == rule
    assert found.slots == (Slot(clock=time.fromisoformat(clock), zone=DUBLIN),)
    assert left(text, found) == "Age assurance"


@pytest.mark.parametrize(("words", "first", "rule"), SEVERAL)
def test_several_days_and_years(words, first, rule):
    found = read(f"Age assurance {words}")
    assert found.first == date.fromisoformat(first)
    said = found.rule.text(found.first).removesuffix(";UNTIL=20270630")
    assert said == rule
    assert Rule.read(found.rule.text(found.first)) == found.rule
    dates = list(islice(found.rule.dates(found.first), 6))
    assert dates[0] == found.first
    assert all(rhythm_of(found.rule, found.first).fits(day) for day in dates)
    assert left("", found) == "Age assurance"


def test_dates_that_are_left_out():
    found = read("Board every Tuesday 14:00 until 31 Jan 2027 except 29 December and 5 January")
    assert found.rule.but == (date(2026, 12, 29), date(2027, 1, 5))
    assert Rule.read(found.rule.text(found.first)) == found.rule
    days = list(found.rule.dates(found.first))
    assert date(2026, 12, 22) in days
    assert not set(found.rule.but) & set(days)
    assert left("", found) == "Board"


@pytest.mark.parametrize(("words", "ending"), ENDS)
def test_ends(words, ending):
    for text in (f"X every Tuesday 14:00 {words}", f"X every Tuesday 14:00 for 60m {words}"):
        found = read(text)
        assert found.rule.text(found.first) == ";".join(
            filter(None, [WEEKLY.format(1, "TU"), ending])
        )
        assert left(text, found).removesuffix(" for 60m") == "X"


@pytest.mark.parametrize(("words", "first"), STARTS)
def test_first_dates(words, first):
    for text in (
        f"X every Tuesday 14:00 {words}",
        f"X every week 14:00 on Tuesday for 60m {words}",
        f"X {words} every Tuesday at 14:00",
    ):
        found = read(text)
        assert found.first == date.fromisoformat(first), text
        assert left(text, found).removesuffix(" for 60m") == "X"


@pytest.mark.parametrize(("words", "slots"), TURNS)
def test_times_that_take_turns(words, slots):
    text = f"X every 2 weeks on Tuesday {words}"
    found = read(text)
    assert [(f"{slot.clock:%H:%M}", slot.zone) for slot in found.slots] == slots
    assert left(text, found) == "X"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("X every Tuesday 14:00 Asia/Seoul", "Asia/Seoul"),
        ("X every Tuesday 14:00 in Asia/Seoul", "Asia/Seoul"),
        ("X every Tuesday in Asia/Seoul at 14:00", "Asia/Seoul"),
        ("X every Tuesday at 14:00 (Asia/Seoul), until 30 Jun 2027", "Asia/Seoul"),
        ("X every Tuesday 14:00 until 30 Jun 2027 in Asia/Seoul", "Asia/Seoul"),
        ("X every Tuesday 14:00 for 60m in Asia/Seoul", "Asia/Seoul"),
        ("X every Tuesday 14:00 UTC", "UTC"),
    ],
)
def test_zones(text, zone):
    found = read(text)
    assert found.slots == (Slot(clock=time(14), zone=zone),)
    assert left(text, found).removesuffix(" for 60m") == "X"


@pytest.mark.parametrize(
    "text",
    [
        "X every 2 weeks on Tuesday 14:00 until 30 Jun 2027 starting 8 Dec",
        "X starting 8 Dec every 2 weeks on Tuesday 14:00 until 30 Jun 2027",
        "X until 30 Jun 2027 every 2 weeks on Tuesday at 14:00 from 8 Dec",
        "X on Tuesday 8 Dec 14:00 every 2 weeks until 30 Jun 2027",
        "X on 8 Dec 14:00 until 30 Jun 2027 every 2 weeks",
        "X on 8 Dec at 14:00 for 60m every 2 weeks until 30 Jun 2027",
        "X every 2 weeks on Tuesday from 8 Dec to 30 Jun 2027 14:00",
        "X every 2 weeks for 60m at 14:00 on 8 Dec until 30 Jun 2027",
        "every 2 weeks on Tuesday 14:00 until 30 Jun 2027 from 8 Dec X",
        "Every 2 weeks on Tuesday from 8 Dec until 30 Jun 2027: X 14:00",
    ],
)
def test_the_parts_stand_in_any_order(text):
    found = read(text)
    assert found.first == date(2026, 12, 8)
    assert found.rule.text(found.first) == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630"
    assert found.slots == (Slot(clock=time(14), zone=DUBLIN),)
    assert left(text, found).removesuffix(" for 60m") == "X"


@pytest.mark.parametrize(
    "title",
    [
        "What every child needs",
        "Every day matters",
        "Weekly trends in reporting",
        "10 times better",
        "Rotating chairs",
        "Lessons until now",
        "A plan for 3 days of streaming",
        "Tuesday and Thursday groups",
        "Trends in Asia/Pacific",
        "Annual review 2026",
        "Safety first",
    ],
)
def test_words_of_a_title_stay_in_it(title):
    text = f"{title} every Tuesday 14:00"
    assert left(text, read(text)) == title


@pytest.mark.parametrize(
    "text",
    [
        "CSAM roundtable on 12 Dec 14:00",
        "What every child needs on 12 Dec 14:00",
        "Weekly trends in reporting on 12 Dec 14:00",
        "Lessons until now on 12 Dec 14:00",
        "10 times better on 12 Dec 14:00",
        "Rotating chairs on 12 Dec 14:00",
        "The road from Tuesday on 12 Dec 14:00",
        "Report of what we did until 30 June on 12 Dec 14:00",
        "Roundtable on Friday 10:00 for 2 days",
        "Roundtable",
        "",
    ],
)
def test_one_date_is_no_series(text):
    found = read_plan(text, Frame(DUBLIN, NOW))
    assert not (isinstance(found, Plan) and isinstance(found.when, Recurring))


def test_the_first_date_is_counted_where_the_series_is():
    """In Seoul it is Tuesday already."""
    late = NOW.replace(hour=16)
    assert read("X every Tuesday 09:00 in Asia/Seoul", now=late).first == date(2026, 11, 24)
    early = read("X every Tuesday 00:30 in Asia/Seoul", now=late)
    assert early.first == date(2026, 12, 1), "half past midnight is past there"


def test_an_hour_that_clocks_leave_out_is_not_asked_about():
    """A stated rule says what becomes of it on that night; a series is more than that night."""
    found = read("X every Sunday 01:30 in Europe/London starting 28 Mar 2027")
    assert found.first == date(2027, 3, 28)
    assert found.slots[0].clock == time(1, 30)


def test_now_must_be_aware():
    with pytest.raises(ValueError, match="aware"):
        read_plan("X every Tuesday 14:00", Frame(DUBLIN, datetime(2026, 11, 23)))

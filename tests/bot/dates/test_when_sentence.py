"""The date inside a sentence: found after its marker, and never taken out of a title."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked, Due, NotUnderstood, Plan, Reading
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.due import read_due
from bot.dates.sentences.schedule import read_plan

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # a Tuesday


def plan(text):
    return read_plan(text, Frame("Europe/London", NOW))


def task(text):
    return read_due(text, Frame("Europe/London", NOW, time_needed=False))


@pytest.mark.parametrize(
    ("text", "at", "title"),
    [
        (
            "AI-generated CSAM roundtable on 12 Dec 2026 14:00 for 60m",
            "2026-12-12 14:00",
            "AI-generated CSAM roundtable",
        ),
        ("Roundtable on Friday 10:00", "2026-11-27 10:00", "Roundtable"),
        ("Roundtable at 10:00 on Friday", "2026-11-27 10:00", "Roundtable"),
        ("Roundtable Friday 10:00", "2026-11-27 10:00", "Roundtable"),
        ("Roundtable tomorrow 9am for 1h", "2026-11-25 09:00", "Roundtable"),
        ("Roundtable 12 Dec 14:00 @liam", "2026-12-12 14:00", "Roundtable @liam"),
        ("Session in 2 hours", "2026-11-24 12:30", "Session"),
        ("Session in 3 days at 14:00", "2026-11-27 14:00", "Session"),
        ("Review at noon on 24/12", "2026-12-24 12:00", "Review"),
        ("X on 12 Dec, 14:00, with Fiji", "2026-12-12 14:00", "X with Fiji"),
        ("Phase 2 12 Dec 14:00", "2026-12-12 14:00", "Phase 2"),
        ("  X   ON  12  Dec  14:00  ", "2026-12-12 14:00", "X"),
        ("Talk on Friday for 60m at 14:00", "2026-11-27 14:00", "Talk"),
        ("Talk at 14:00 on age assurance on Friday", "2026-11-27 14:00", "Talk on age assurance"),
        (
            "Workshop on Friday prayers on 12 Dec 14:00",
            "2026-12-12 14:00",
            "Workshop on Friday prayers",
        ),
        ("Trends in Asia/Pacific on 12 Dec 14:00", "2026-12-12 14:00", "Trends in Asia/Pacific"),
        (
            "Quote “age – assurance” <@U1> on 12 Dec 14:00",
            "2026-12-12 14:00",
            "Quote “age – assurance” <@U1>",
        ),
        ("Review of 2025 March madness on 12 Dec 14:00", "2026-12-12 14:00", None),
        ("Plan for Black Friday on 12 Dec 14:00", "2026-12-12 14:00", None),
        ("Meeting at 10 Downing Street on 12 Dec 14:00", "2026-12-12 14:00", None),
        ("Training in 14 schools on 12 Dec 14:00", "2026-12-12 14:00", None),
        ("3 March consultation on 12 Dec 14:00", "2026-12-12 14:00", None),
        ("Briefing from 10 to 11 year olds on 12 Dec 14:00", "2026-12-12 14:00", None),
        ("The “by Friday” rule on 12 Dec 14:00", "2026-12-12 14:00", None),
        ("Hour of code at 14:00 on “12 Dec”", "2026-12-12 14:00", "Hour of code"),
        ("Kids online on 20 janvier 2027 14h", "2027-01-20 14:00", "Kids online"),
    ],
)
def test_a_date_with_its_time(text, at, title):
    found = plan(text)
    assert isinstance(found, Plan), found
    assert isinstance(found.when, Reading)
    wanted = text.removesuffix(" on 12 Dec 14:00") if title is None else title
    assert (f"{found.when.wall:%Y-%m-%d %H:%M}", found.title) == (at, wanted)


@pytest.mark.parametrize(
    ("text", "day", "title"),
    [
        ("Draft the summary @liam by 12 Dec", "2026-12-12", "Draft the summary @liam"),
        ("Draft the summary by Friday @liam", "2026-11-27", "Draft the summary @liam"),
        ("by Friday draft the summary", "2026-11-27", "draft the summary"),
        ("Draft by Friday the summary", "2026-11-27", "Draft the summary"),
        ("Draft the summary tomorrow", "2026-11-25", "Draft the summary"),
        ("Draft the summary Friday", "2026-11-27", "Draft the summary"),
        ("Draft it 12 Dec 2026", "2026-12-12", "Draft it"),
        ("Reply due 12 Dec.", "2026-12-12", "Reply"),
        ("Reply due by Friday", "2026-11-27", "Reply"),
        ("Reply by the end of the month", "2026-11-30", "Reply"),
        ("Reply by close of business on Friday", "2026-11-27", "Reply"),
        ("Reply, deadline: 5 Feb", "2027-02-05", "Reply"),
        ("Prepare for 2027 in 3 weeks", "2026-12-15", "Prepare for 2027"),
        ("Report on Monday meetings by Friday", "2026-11-27", "Report on Monday meetings"),
        ("Reply to Article 3/4 by 25/12", "2026-12-25", "Reply to Article 3/4"),
        ("Slides for 5 Dec by 4 Dec", "2026-12-04", "Slides for 5 Dec"),
    ],
)
def test_a_due_date(text, day, title):
    found = task(text)
    assert isinstance(found, Due), found
    assert (found.day, found.title) == (date.fromisoformat(day), title)


@pytest.mark.parametrize(
    "text",
    [
        "Review of 2025 March madness",
        "May report",
        "Meeting on age assurance",
        "Article 28 on minors by design",
        "Minutes of 12 Nov 2026",
        "Review of the decisions of 12 November 2025",
        "Report on 3/4 of the cases",
        "Part 3/4",
        "Meeting at 10 Downing Street",
        "Lessons from Australia in 2025",
        "Version on 3.11",
        "Training in 14 schools",
        "on by at in from due",
    ],
)
def test_a_title_keeps_its_words(text):
    assert task(text) == Due(day=None, title=text)
    assert isinstance(plan(text), NotUnderstood)


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Report on Monday meetings", "on Monday"),
        ("Train 200 teachers in 3 days across Fiji", "in 3 days"),
        ("Note on 12 December attacks", "on 12 December"),
        ("Follow-up on 12 Dec 2026 decisions", "on 12 Dec 2026"),
    ],
)
def test_what_may_be_title_or_date_is_asked(text, used):
    asked = task(text)
    assert isinstance(asked, Asked)
    assert f"I can't tell whether “{used}” is the date or part of the title" in asked.words
    dated, kept = (task(way.text) for way in asked.ways)
    assert isinstance(dated, Due)
    assert dated.day is not None
    assert kept == Due(day=None, title=text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Draft by next Friday", ["27 Nov", "04 Dec"]),
        ("Draft on 3/4", ["03 Apr", "04 Mar"]),
        ("Draft due Tuesday", ["24 Nov", "01 Dec"]),
        ("Call Ofcom at 14:00", ["24 Nov", "25 Nov"]),
        ("Phase 2 plan for 7 May", ["07 May"]),
        ("Children in March", ["31 Mar", "01 Mar"]),
        ("Draft by the 12th", ["12 Dec", "12 Jan"]),
        ("Draft before Friday", ["26 Nov", "27 Nov"]),
        ("Draft by next week", ["04 Dec", "30 Nov"]),
        ("Decision between 3 Dec 2026 and 5 Dec 2026", ["03 Dec", "04 Dec", "05 Dec"]),
        ("Draft by spring", []),
        ("Draft by ramadan", None),
    ],
)
def test_words_that_begin_a_date_are_asked_about_or_given_back(text, days):
    found = task(text)
    if days is None:
        assert isinstance(found, NotUnderstood)
        assert text.removeprefix("Draft ") in found.words
        return
    assert isinstance(found, Asked)
    assert [f"{r.wall:%d %b}" for r in found.readings] == days
    for way in found.ways:
        again = task(way.text)
        assert isinstance(again, Due)
        assert again.day == (way.reading.wall.date() if way.reading else None)


def test_a_day_without_the_time_it_needs_is_asked_back():
    asked = plan("Roundtable on 12 Dec for 60m")
    assert isinstance(asked, Asked)
    assert [r.wall.hour for r in asked.readings] == [9, 11, 14, 16]
    again = plan(asked.ways[0].text)
    assert (again.title, again.minutes, again.when.wall.hour) == ("Roundtable", 60, 9)


@pytest.mark.parametrize(
    "text",
    [
        "X on 12 Dec 14:00 Europe/Dublin for 60m",
        "X on 12 Dec 14:00 in Europe/Dublin for 60m",
        "X on 12 Dec 14:00 for 60m in Europe/Dublin",
        "X in Europe/Dublin on 12 Dec 14:00 for 60m",
        "X on 12 Dec 14:00 for 60m Europe/Dublin",
        "X at 14:00 Europe/Dublin for 60m on 12 Dec",
        "X on 12 Dec in Europe/Dublin for 60m at 14:00",
        "X tomorrow 14:00 for 60m in europe/dublin",
    ],
)
def test_a_zone_may_stand_anywhere(text):
    found = plan(text)
    assert isinstance(found, Plan), found
    assert (found.when.zone, found.when.wall.hour) == ("Europe/Dublin", 14)
    assert (found.title, found.minutes) == ("X", 60)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("X on 12 Dec 14:00 IST for 60m", "Asia/Kolkata"),
        ("X on 12 Dec 14:00 for 60m in IST", "Asia/Kolkata"),
        ("X on 12 Dec 14:00 Europe/Dubln for 60m", "Europe/Dublin"),
        ("X on 12 Dec 14:00 for 60m in Europe/Dubln", "Europe/Dublin"),
        ("X on 12 Dec 14:00 in Dublin", "Europe/Dublin"),
        ("X on 12 Dec 14:00 for 60m in Suva", "Pacific/Fiji"),
        ("X on 12 Dec 14:00 New Zealand time", "Pacific/Auckland"),
        ("X on 12 Dec 14:00 Pacific time for 60m", "America/Los_Angeles"),
    ],
)
def test_what_was_meant_as_a_zone_is_never_ignored(text, zone):
    asked = plan(text)
    assert isinstance(asked, Asked), asked
    assert asked.readings[0].zone == zone
    again = plan(asked.ways[0].text)
    assert (again.title, again.when) == ("X", asked.readings[0])


def test_a_city_may_be_a_place():
    asked = plan("X on 12 Dec 14:00 in Dublin")
    assert "if it is a word of the title, put it first" in asked.words
    found = plan("X in Dublin on 12 Dec 14:00")
    assert isinstance(found, Plan)
    assert found.title == "X in Dublin"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("X on 12 Dec 26 14:00", "write the whole year"),
        ("X by next week", "Please name one day"),
        ("X on 31 Feb 14:00", "There is no 31 February"),
        ("X on 12 Nov 2026 14:00", "in the past"),
        ("X on 12 Dec 2032 14:00", "more than five years ahead"),
        ("X on 12 Dec 14:00 blah", "I can't read “blah”"),
        ("X on 12 Dec 14:00 until late", "I can't read “until late”"),
    ],
)
def test_a_date_that_cannot_be_is_refused(text, why):
    found = plan(text)
    assert isinstance(found, NotUnderstood), found
    assert why in found.words


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("X on 5 June 10:00 or 7 June 10:00", ["2027-06-05 10:00", "2027-06-07 10:00"]),
        ("X on 5 or 6 June 10:00", ["2027-06-05 10:00", "2027-06-06 10:00"]),
        ("X at 10:00 on Friday at 11:00", ["2026-11-27 10:00", "2026-11-27 11:00"]),
    ],
)
def test_two_dates_are_a_button_each(text, starts):
    asked = plan(text)
    assert isinstance(asked, Asked), asked
    assert [f"{r.wall:%Y-%m-%d %H:%M}" for r in asked.readings] == starts

"""The date inside a sentence: found after its marker, and never taken out of a title."""

from datetime import UTC, datetime

import pytest

from bot.dates.reading import Ambiguous, NotUnderstood, Understood, find_when

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # a Tuesday
MARKERS = ("on", "by", "at", "in", "from", "due")


def find(text, *, time_needed=True, markers=MARKERS):
    return find_when(text, zone="Europe/London", now=NOW, time_needed=time_needed, markers=markers)


def wall(answer):
    form = "%Y-%m-%d %H:%M" if answer.reading.has_time else "%Y-%m-%d"
    return answer.reading.wall.strftime(form)


@pytest.mark.parametrize(
    ("text", "at", "used", "rest"),
    [
        (
            "AI-generated CSAM roundtable on 12 Dec 2026 14:00 for 60m",
            "2026-12-12 14:00",
            "on 12 Dec 2026 14:00",
            "AI-generated CSAM roundtable for 60m",
        ),
        ("Roundtable on Friday 10:00", "2026-11-27 10:00", "on Friday 10:00", "Roundtable"),
        ("Roundtable at 10:00 on Friday", "2026-11-27 10:00", "at 10:00 on Friday", "Roundtable"),
        ("Roundtable Friday 10:00", "2026-11-27 10:00", "Friday 10:00", "Roundtable"),
        ("Roundtable tomorrow 9am for 1h", "2026-11-25 09:00", "tomorrow 9am", "Roundtable for 1h"),
        ("Roundtable 12 Dec 14:00 @liam", "2026-12-12 14:00", "12 Dec 14:00", "Roundtable @liam"),
        ("Session in 2 hours", "2026-11-24 12:30", "in 2 hours", "Session"),
        ("Session in 3 days at 14:00", "2026-11-27 14:00", "in 3 days at 14:00", "Session"),
        ("Review at noon on 24/12", "2026-12-24 12:00", "at noon on 24/12", "Review"),
        ("X on 12 Dec, 14:00, with Fiji", "2026-12-12 14:00", "on 12 Dec, 14:00,", "X with Fiji"),
        ("on 12 Dec 14:00", "2026-12-12 14:00", "on 12 Dec 14:00", ""),
        ("Phase 2 12 Dec 14:00", "2026-12-12 14:00", "12 Dec 14:00", "Phase 2"),
        ("  X   ON  12  Dec  14:00  ", "2026-12-12 14:00", "ON 12 Dec 14:00", "X"),
        (
            "Talk on Friday for 60m at 14:00",
            "2026-11-27 14:00",
            "on Friday at 14:00",
            "Talk for 60m",
        ),
        (
            "Talk at 14:00 on age assurance on Friday",
            "2026-11-27 14:00",
            "at 14:00 on Friday",
            "Talk on age assurance",
        ),
        (
            "Workshop on Friday prayers on 12 Dec 14:00",
            "2026-12-12 14:00",
            "on 12 Dec 14:00",
            "Workshop on Friday prayers",
        ),
        (
            "X on 12 Dec 14:00 every 2 weeks until 30 Jun 2027",
            "2026-12-12 14:00",
            "on 12 Dec 14:00",
            "X every 2 weeks until 30 Jun 2027",
        ),
        (
            "X on 12 Dec 14:00 every week on Friday",
            "2026-12-12 14:00",
            "on 12 Dec 14:00",
            "X every week on Friday",
        ),
        (
            "Trends in Asia/Pacific on 12 Dec 14:00",
            "2026-12-12 14:00",
            "on 12 Dec 14:00",
            "Trends in Asia/Pacific",
        ),
        (
            "Quote “age – assurance” <@U1> on 12 Dec 14:00",
            "2026-12-12 14:00",
            "on 12 Dec 14:00",
            "Quote “age – assurance” <@U1>",
        ),
    ],
)
def test_a_date_with_its_time(text, at, used, rest):
    answer = find(text)
    assert isinstance(answer, Understood), answer
    assert (wall(answer), answer.used, answer.rest) == (at, used, rest)


@pytest.mark.parametrize(
    ("text", "day", "used", "rest"),
    [
        ("Draft the summary @liam by 12 Dec", "2026-12-12", "by 12 Dec", "Draft the summary @liam"),
        ("Draft the summary by Friday @liam", "2026-11-27", "by Friday", "Draft the summary @liam"),
        ("by Friday draft the summary", "2026-11-27", "by Friday", "draft the summary"),
        ("Draft by Friday the summary", "2026-11-27", "by Friday", "Draft the summary"),
        ("Draft the summary tomorrow", "2026-11-25", "tomorrow", "Draft the summary"),
        ("Draft it 12 Dec 2026", "2026-12-12", "12 Dec 2026", "Draft it"),
        ("Reply due 12 Dec.", "2026-12-12", "due 12 Dec.", "Reply"),
        ("Reply due by Friday", "2026-11-27", "due by Friday", "Reply"),
        ("Prepare for 2027 in 3 weeks", "2026-12-15", "in 3 weeks", "Prepare for 2027"),
        (
            "Report on Monday meetings by Friday",
            "2026-11-27",
            "by Friday",
            "Report on Monday meetings",
        ),
        ("Reply to Article 3/4 by 25/12", "2026-12-25", "by 25/12", "Reply to Article 3/4"),
        ("Slides for 5 Dec by 4 Dec", "2026-12-04", "by 4 Dec", "Slides for 5 Dec"),
    ],
)
def test_a_due_date(text, day, used, rest):
    answer = find(text, time_needed=False)
    assert isinstance(answer, Understood), answer
    assert (wall(answer), answer.used, answer.rest) == (day, used, rest)


@pytest.mark.parametrize("time_needed", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Review of 2025 March madness",
        "May report",
        "Meeting on age assurance",
        "Article 28 on minors by design",
        "Minutes of 12 Nov 2026",
        "Review of the decisions of 12 November 2025",
        "Report on 3/4 of the cases",
        "Part 3/4",
        "Phase 2 plan for 7 May",
        "Plan for Black Friday",
        "Meeting at 10 Downing Street",
        "Lessons from Australia in 2025",
        "Version on 3.11",
        "Children in March",
        "Training in 14 schools",
        "Decision between 3 Dec 2026 and 5 Dec 2026",
        "Workshop on 12–13 Dec",
        "Open until 30 Jun 2027",
        "Roundtable in Europe/Dublin",
        "on by at in from due",
    ],
)
def test_a_title_keeps_its_words(text, time_needed):
    assert find(text, time_needed=time_needed) is None


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("Report on Monday meetings", "on Monday"),
        ("Train 200 teachers in 3 days across Fiji", "in 3 days"),
        ("Note on 12 December attacks", "on 12 December"),
        ("Follow-up on 12 Nov 2025 decisions", "on 12 Nov 2025"),
    ],
)
def test_what_may_be_title_or_date_is_asked(text, used):
    answer = find(text, time_needed=False)
    assert isinstance(answer, NotUnderstood)
    assert f"I can't tell whether “{used}” is the date or part of the title" in answer.words


@pytest.mark.parametrize(
    ("text", "readings", "used", "rest"),
    [
        ("Draft by next Friday", ["27 Nov", "04 Dec"], "by next Friday", "Draft"),
        ("Draft on 3/4", ["03 Apr", "04 Mar"], "on 3/4", "Draft"),
        ("Draft due Tuesday", ["24 Nov", "01 Dec"], "due Tuesday", "Draft"),
        ("Call Ofcom at 14:00", ["24 Nov", "25 Nov"], "at 14:00", "Call Ofcom"),
    ],
)
def test_asked_back_with_what_was_used(text, readings, used, rest):
    answer = find(text, time_needed=False)
    assert isinstance(answer, Ambiguous)
    assert [f"{r.wall:%d %b}" for r in answer.readings] == readings
    assert (answer.used, answer.rest) == (used, rest)


def test_a_day_without_the_time_it_needs_is_asked_back():
    answer = find("Roundtable on 12 Dec for 60m")
    assert isinstance(answer, Ambiguous)
    assert [r.wall.hour for r in answer.readings] == [9, 11, 14, 16]
    assert (answer.used, answer.rest) == ("on 12 Dec", "Roundtable for 60m")


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
    answer = find(text)
    assert isinstance(answer, Understood), answer
    assert answer.reading.zone == "Europe/Dublin"
    assert answer.reading.wall.hour == 14
    assert answer.rest == "X for 60m"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("X on 12 Dec 14:00 IST for 60m", "Asia/Kolkata"),
        ("X on 12 Dec 14:00 for 60m in IST", "Asia/Kolkata"),
        ("X on 12 Dec 14:00 Europe/Dubln for 60m", "Europe/Dublin"),
        ("X on 12 Dec 14:00 for 60m in Europe/Dubln", "Europe/Dublin"),
        ("X on 12 Dec 14:00 in Dublin", "Europe/Dublin"),
        ("X on 12 Dec 14:00 for 60m in Suva", "Pacific/Fiji"),
    ],
)
def test_what_was_meant_as_a_zone_is_never_ignored(text, zone):
    answer = find(text)
    assert isinstance(answer, NotUnderstood), answer
    assert zone in answer.zones


def test_a_city_may_be_a_place():
    assert "If it is part of the title, put it first" in find("X on 12 Dec 14:00 in Dublin").words
    answer = find("X in Dublin on 12 Dec 14:00")
    assert isinstance(answer, Understood)
    assert answer.rest == "X in Dublin"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("X on 12 Dec 14:00-15:00", "Please give one start"),
        ("X on 12 Dec from 14:00 to 15:00", "Please give one start"),
        ("X on 12 Dec 26 14:00", "write the whole year"),
        ("X by next week", "Please name one day"),
        ("X by the 12th", "name the month too"),
        ("X on 31 Feb 14:00", "There is no 31 February"),
        ("X on Monday 12 Dec 14:00", "is a Saturday, not a Monday"),
        ("X by 12 Nov 2026", "in the past"),
        ("X on 12 Dec 2032 14:00", "more than five years ahead"),
    ],
)
def test_a_date_that_cannot_be_is_refused(text, why):
    answer = find(text)
    assert isinstance(answer, NotUnderstood), answer
    assert why in answer.words


def test_only_the_markers_given_mark():
    assert find("Draft on Friday", time_needed=False, markers=("by",)) is None
    assert find("Draft BY Friday", time_needed=False, markers=("by",)).used == "BY Friday"


def test_a_series_alone_gives_its_first_words_only():
    answer = find("X every 2 weeks on Friday at 14:00")
    assert isinstance(answer, Understood)
    assert (answer.used, answer.rest) == ("on Friday at 14:00", "X every 2 weeks")
    answer = find("X every month on the 2nd Tuesday at 14:00")
    assert isinstance(answer, Ambiguous)
    assert (answer.used, answer.rest) == ("at 14:00", "X every month on the 2nd Tuesday")

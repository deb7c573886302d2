"""Series in text that can mean several: each way is offered, and taken says one thing."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked, Plan, Recurring
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.schedule import read_plan

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""
DUBLIN = "Europe/Dublin"


def ask(text, **changes):
    found = read_plan(text, Frame(**({"zone": DUBLIN, "now": NOW, "locale": "en-IE"} | changes)))
    assert isinstance(found, Asked), found
    return found


def taken(way):
    """What the sentence says once that way was chosen."""
    found = read_plan(way.text, Frame(DUBLIN, NOW, "en-IE"))
    return found.when if isinstance(found, Plan) else found


def said(found):
    return (found.first.isoformat(), found.rule.text(found.first)) if found else None


ASKED = [
    (
        "X every second Tuesday 14:00",
        "can be counted in weeks or within each month",
        ["every 2 weeks on Tuesday", "every month on the 2nd Tuesday"],
    ),
    (
        "X every 2nd Tuesday 14:00",
        "Do you mean “every 2 weeks on Tuesday” or “every month on the 2nd Tuesday”?",
        ["every 2 weeks on Tuesday", "every month on the 2nd Tuesday"],
    ),
    (
        "X every third Tuesday 14:00",
        "can be counted",
        ["every 3 weeks on Tuesday", "every month on the 3rd Tuesday"],
    ),
    (
        "X biweekly on Tuesday 14:00",
        "“biweekly” can mean twice a week or every two weeks.",
        ["every 2 weeks on Tuesday"],
    ),
    (
        "X bimonthly on the 1st Monday 14:00",
        "“bimonthly” can mean twice a month or every two months.",
        ["every 2 months on the 1st Monday"],
    ),
    (
        "X monthly 14:00 starting 8 Dec",
        "Do you mean",
        ["every month on the 8th", "every month on the 2nd Tuesday"],
    ),
    (
        "X on 25 Dec 14:00 monthly",
        "Do you mean",
        [
            "every month on the 25th",
            "every month on the 4th Friday",
            "every month on the last Friday",
        ],
    ),
    (
        "X on 31 Dec 14:00 every 2 months",
        "Do you mean",
        ["every 2 months on the 31st", "every 2 months on the last Thursday"],
    ),
    (
        "X every month on Tuesday 14:00",
        "Which Tuesday of the month?",
        [
            "every month on the 1st Tuesday",
            "every month on the 2nd Tuesday",
            "every month on the 3rd Tuesday",
            "every month on the 4th Tuesday",
            "every month on the last Tuesday",
        ],
    ),
    (
        "X every 2 weeks 14:00",
        "On which day of the week?",
        [
            f"every 2 weeks on {day}"
            for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        ],
    ),
    (
        "X every Tuesday",
        "At what time, for example 09:00, 11:00, 14:00 or 16:00 (Europe/Dublin)?",
        ["09:00", "11:00", "14:00", "16:00"],
    ),
    (
        "X on the last Friday of every month in Asia/Seoul",
        "At what time, for example 09:00, 11:00, 14:00 or 16:00 (Asia/Seoul)?",
        ["09:00", "11:00", "14:00", "16:00"],
    ),
    (
        "X every Tuesday 14:00 starting Wednesday 9 Dec",
        "Wednesday 9 December 2026 is no date of “every week on Tuesday”: "
        "the next one is Tuesday 15 December 2026. Which do you mean?",
        [
            "every week on Tuesday, first on Tuesday 15 December 2026",
            "every week on Wednesday, first on Wednesday 9 December 2026",
        ],
    ),
    (
        "X on Wednesday 14:00 every 2 weeks on Tuesday",
        "Which do you mean?",
        [
            "every 2 weeks on Tuesday, first on Tuesday 1 December 2026",
            "every 2 weeks on Wednesday, first on Wednesday 25 November 2026",
        ],
    ),
    (
        "X every month on the 2nd Tuesday 14:00 starting 1 Dec",
        "Which do you mean?",
        [
            "every month on the 2nd Tuesday, first on Tuesday 8 December 2026",
            "every month on the 1st, first on Tuesday 1 December 2026",
            "every month on the 1st Tuesday, first on Tuesday 1 December 2026",
        ],
    ),
    (
        "X every month on the 15th 14:00 from 1 Dec",
        "Which do you mean?",
        [
            "every month on the 15th, first on Tuesday 15 December 2026",
            "every month on the 1st, first on Tuesday 1 December 2026",
            "every month on the 1st Tuesday, first on Tuesday 1 December 2026",
        ],
    ),
    (
        "X every 3 days on Tuesday 14:00",
        "“every 3 days” is not always on Tuesday.",
        [
            "every 3 days, first on Tuesday 24 November 2026",
            "every week on Tuesday, first on Tuesday 24 November 2026",
        ],
    ),
    (
        "X every week 14:00 starting 3/4",
        "The two numbers can be read day first or month first.",
        ["Saturday 3 April 2027", "Thursday 4 March 2027"],
    ),
    (
        "X every 2 weeks from next Friday 14:00",
        "“next Friday” can be the Friday that comes first, or the one after it.",
        ["Friday 27 November 2026", "Friday 4 December 2026"],
    ),
    (
        "X every Tuesday 14:00 until June",
        "“until June” can leave June out or take it in.",
        ["until Monday 31 May 2027", "until Wednesday 30 June 2027"],
    ),
    (
        "X every Tuesday 14:00 until June 2028",
        "can leave June out or take it in.",
        ["until Wednesday 31 May 2028", "until Friday 30 June 2028"],
    ),
    (
        "X every Tuesday 14:00 until 2027",
        "“until 2027” can leave 2027 out or take it in.",
        ["until Thursday 31 December 2026", "until Friday 31 December 2027"],
    ),
    (
        "X every Tuesday 14:00 until 3/4",
        "The two numbers can be read",
        ["until Saturday 3 April 2027", "until Thursday 4 March 2027"],
    ),
    (
        "X every Tuesday rotating 09:00, 14:00 and 21:00 Europe/London",
        "Is Europe/London the zone of all these times, or of the last one only?",
        [
            "09:00, 14:00 and 21:00 all in Europe/London",
            "09:00 Europe/Dublin, 14:00 Europe/Dublin and 21:00 Europe/London",
        ],
    ),
    (
        "X every Friday at 10",
        "There are two times called “10” in a day.",
        [
            "Friday 27 November 2026, 10:00 (Europe/Dublin, UTC+0)",
            "Friday 27 November 2026, 22:00 (Europe/Dublin, UTC+0)",
        ],
    ),
    ("X every Tuesday afternoon", "At what time, for example 14:00", ["14:00", "15:00", "16:00"]),
    (
        "X every Tuesday 14:00 IST",
        "IST names several zones.",
        [
            "Tuesday 24 November 2026, 14:00 (Asia/Kolkata, UTC+5:30)",
            "Tuesday 24 November 2026, 14:00 (Europe/Dublin, UTC+0)",
            "Tuesday 24 November 2026, 14:00 (Asia/Jerusalem, UTC+2)",
        ],
    ),
    (
        "X every Tuesday 14:00 in London",
        "“London” may be a time zone",
        ["Tuesday 24 November 2026, 14:00 (Europe/London, UTC+0)"],
    ),
    (
        "X every Tuesday 14:00 in Europe/Dubln",
        "I don't know the time zone “Europe/Dubln”.",
        ["Tuesday 24 November 2026, 14:00 (Europe/Dublin, UTC+0)"],
    ),
    (
        "X every Tuesday 14:00 GMT until 30 Jun 2027",
        "London is on summer time on some of the dates",
        [
            "Tuesday 24 November 2026, 14:00 (UTC)",
            "Tuesday 24 November 2026, 14:00 (Europe/London, UTC+0)",
        ],
    ),
]


@pytest.mark.parametrize(("text", "question", "labels"), ASKED)
def test_what_is_asked_back(text, question, labels):
    asked = ask(text)
    assert question in asked.words
    assert [way.label for way in asked.ways] == labels


@pytest.mark.parametrize(
    ("words", "rhythm"), [("weekly", "every week"), ("fortnightly", "every 2 weeks")]
)
def test_an_adverb_before_a_weekday_may_belong_to_the_title(words, rhythm):
    asked = ask(f"X {words} on Tuesday 14:00")
    assert f"Does “{words}” say how often, or is it part of the title?" in asked.words
    once = "Tuesday 24 November 2026, 14:00 (Europe/Dublin, UTC+0)"
    assert [way.label for way in asked.ways] == [f"{rhythm} on Tuesday", once]


@pytest.mark.parametrize("text", [text for text, _, _ in ASKED])
def test_every_way_leads_to_a_series_of_its_own(text):
    """Or, where more is unclear, to the next question; never back to the same one."""
    asked = ask(text)
    answers = [taken(way) for way in asked.ways]
    assert all(isinstance(answer, Recurring | Asked) for answer in answers)
    assert asked not in answers
    series = [(said(a), a.slots) for a in answers if isinstance(a, Recurring)]
    assert len(set(series)) == len(series)


@pytest.mark.parametrize(
    ("text", "label", "first", "rule"),
    [
        (
            "X every second Tuesday 14:00",
            "every month on the 2nd Tuesday",
            "2026-12-08",
            "FREQ=MONTHLY;INTERVAL=1;BYDAY=2TU",
        ),
        (
            "X every Tuesday 14:00 starting Wednesday 9 Dec",
            "every week on Wednesday",
            "2026-12-09",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=WE",
        ),
        (
            "X every Tuesday 14:00 starting Wednesday 9 Dec",
            "every week on Tuesday",
            "2026-12-15",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
        ),
        (
            "X every week 14:00 starting 3/4",
            "Thursday",
            "2027-03-04",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=TH",
        ),
        (
            "X every Tuesday 14:00 until June",
            "until Monday",
            "2026-11-24",
            "FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;UNTIL=20270531",
        ),
    ],
)
def test_the_chosen_way_is_what_is_read(text, label, first, rule):
    way = next(way for way in ask(text).ways if way.label.startswith(label))
    assert said(taken(way)) == (first, rule)


def test_questions_follow_each_other():
    text = "X every second Tuesday until June"
    first = ask(text)
    assert "counted in weeks" in first.words
    second = ask(first.ways[0].text)
    assert "At what time" in second.words
    third = ask(second.ways[2].text)
    assert "“until June”" in third.words
    found = taken(third.ways[1])
    assert found.rule.text(found.first) == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270630"


def test_an_end_that_makes_no_difference_is_not_asked_about():
    """None of its dates is in May."""
    text = "X every 2 months on the 1st Monday 14:00 starting 7 Dec until May"
    found = read_plan(text, Frame(DUBLIN, NOW)).when
    assert list(found.rule.dates(found.first))[-1] == date(2027, 4, 5)


def test_the_locale_orders_the_readings():
    labels = [way.label for way in ask("X every week 14:00 from 3/4", locale="en-US").ways]
    assert labels == ["Thursday 4 March 2027", "Saturday 3 April 2027"]

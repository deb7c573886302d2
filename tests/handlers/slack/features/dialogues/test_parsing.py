"""Typed words to wishes: what is understood, asked back, and refused in words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.domain.audience import Audience
from bot.domain.errors import NotValid, Refusal
from bot.use_cases.dialogues.schedule import ScheduleDialogue
from handlers.slack.features.dialogues.parsing import (
    read_schedule,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday."""
DUBLIN = Frame(zone="Europe/Dublin", now=NOW, locale="en-IE")
SEOUL = Frame(zone="Asia/Seoul", now=NOW, locale="ko-KR")
START = datetime(2026, 12, 12, 14, 0, tzinfo=UTC)


def wish(text, writer=DUBLIN):
    found = read_schedule(text, writer)
    assert isinstance(found, ScheduleDialogue), found
    return found


def refused(text, kind=Refusal, reader=read_schedule, writer=DUBLIN):
    with pytest.raises(kind) as error:
        reader(text, writer) if writer else reader(text)
    return error.value.words


def test_the_example_of_the_design():
    found = wish("AI-generated CSAM roundtable on 12 Dec 2026 14:00 for 60m")
    assert found == ScheduleDialogue(
        title="AI-generated CSAM roundtable",
        starts_at=START,
        zone="Europe/Dublin",
        minutes=60,
    )


@pytest.mark.parametrize(
    "text",
    [
        "CSAM roundtable on 12 Dec 2026 14:00 for 90m in Europe/Dublin "
        "link https://meet.example/a?b=c&d for members",
        "CSAM roundtable for members on 12 Dec 2026 14:00 link https://meet.example/a?b=c&d "
        "for 1h30",
        "link https://meet.example/a?b=c&d CSAM roundtable on 12 Dec 2026 at 2pm for members only "
        "for 90 min",
        "CSAM roundtable 12 Dec 2026 14:00 in europe/dublin for 1.5h, for members, "
        "link: https://meet.example/a?b=c&d",
        "CSAM roundtable on 12 Dec 2026 for 90m at 14:00 for members "
        "link https://meet.example/a?b=c&d",
        "on 12 Dec 2026 14:00 CSAM roundtable for members for 90m "
        "link https://meet.example/a?b=c&d",
        "CSAM roundtable on Saturday 12 December 2026 14:00 for members for 90m "
        "link https://meet.example/a?b=c&d",
    ],
)
def test_clauses_stand_in_any_order(text):
    assert wish(text) == ScheduleDialogue(
        title="CSAM roundtable",
        starts_at=START,
        zone="Europe/Dublin",
        minutes=90,
        link="https://meet.example/a?b=c&d",
        audience=Audience.MEMBERS,
    )


def test_without_clauses_there_are_none():
    found = wish("Roundtable tomorrow 9am")
    assert found.title == "Roundtable"
    assert (found.minutes, found.link, found.audience) == (60, None, None)
    assert found.starts_at == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_dates_are_the_writers_own_unless_a_zone_is_named():
    assert wish("Roundtable on 12 Dec 2026 23:00", SEOUL).starts_at == START
    named = wish("Roundtable on 12 Dec 2026 14:00 in Europe/Dublin", SEOUL)
    assert (named.starts_at, named.zone) == (START, "Europe/Dublin")
    apart = wish("Roundtable on 12 Dec 2026 14:00 for 60m in Europe/Dublin", SEOUL)
    assert (apart.starts_at, apart.zone, apart.title) == (START, "Europe/Dublin", "Roundtable")
    assert wish("Roundtable on 12 Dec 2026 14:00 UTC", SEOUL).zone == "UTC"


def test_a_bare_length_behind_the_date_is_a_length():
    assert wish("Roundtable on 12 Dec 14:00 45m").minutes == 45


@pytest.mark.parametrize(
    ("clause", "audience"),
    [
        ("for members", Audience.MEMBERS),
        ("for Members only", Audience.MEMBERS),
        ("for group", Audience.GROUP),
        ("for the group", Audience.GROUP),
        ("for the whole network", Audience.NETWORK),
    ],
)
def test_audiences_behind_the_date(clause, audience):
    found = wish(f"Roundtable on 12 Dec 14:00 {clause}")
    assert (found.title, found.audience) == ("Roundtable", audience)


def test_in_a_title_words_that_would_open_it_wider_are_only_words():
    found = wish("News for the network on 12 Dec 14:00")
    assert (found.title, found.audience) == ("News for the network", None)


def test_in_a_title_the_words_that_keep_others_out_count():
    found = wish("Briefing for members on 12 Dec 14:00")
    assert (found.title, found.audience) == ("Briefing", Audience.MEMBERS)


@pytest.mark.parametrize(
    "title",
    [
        "Questions for members of parliament",
        "A plan for 3 days of streaming",
        "Age limits in Europe",
        "Safety at school",
        "What every child needs",
        "Lessons until now",
        "Weekly trends in reporting",
        "The missing link between harm and design",
        "For whom the bell tolls",
        "`rm -rf` <!channel> <@U123> &lt; @amara",
        "نقاش حول السلامة",
        "🙂 round-table: “quotes”, commas; and (brackets)",
        "x" * 150,
    ],
)
def test_titles_stay_as_they_were_typed(title):
    for text in (f"{title} on 12 Dec 14:00", f"{title} on 12 Dec 14:00 for 60m for group"):
        assert wish(text).title == title


def test_line_breaks_and_double_spaces_of_a_title_stay():
    assert wish("Line one\nline  two on 12 Dec 14:00 for 60m").title == "Line one\nline  two"


@pytest.mark.parametrize("text", ["Age assurance", "Age assurance for 60m", "x" * 300])
def test_no_date_says_so_with_an_example(text):
    words = refused(text)
    assert words.startswith("I found no date in this.")
    assert " on 12 Dec 14:00 for 60m" in words


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("on 12 Dec 14:00", "A title is missing"),
        ("12 Dec 14:00 for 60m for members", "A title is missing"),
        ("Roundtable on 12 Nov 2026 14:00", "is in the past"),
        ("Roundtable on 12 Dec 2040 14:00", "more than five years ahead"),
        ("Roundtable on Friday 10:00 for 2 days", "I can't read “2 days” as a length"),
        ("Roundtable on Friday 10:00 for 25h", "between 5 minutes and 24 hours"),
        ("Roundtable on Friday 10:00 for 2 minutes", "between 5 minutes and 24 hours"),
        ("Roundtable on Friday 10:00 for ages", "I can't read “for ages”"),
        ("Roundtable on Friday 10:00 until late", "I can't read “until late”"),
        ("Roundtable on Friday 10:00 for 60m for 90m", "two lengths"),
        ("Roundtable on Friday 10:00 for members for group", "Two audiences"),
        ("Roundtable on Friday 10:00 link https://a.example link https://b.example", "two links"),
    ],
)
def test_what_cannot_be_is_refused_in_words(text, part):
    assert part in refused(text)


def test_a_link_that_is_none_is_refused():
    words = refused("Roundtable on Friday 10:00 link meet.example/room", NotValid)
    assert words == "A link starts with https:// and has no spaces."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Roundtable on 3/4 14:00", 2),
        ("Roundtable next Friday 14:00", 2),
        ("Roundtable on 12 Dec", 4),
        ("Roundtable on 28 Mar 2027 01:30", 2),
        ("Roundtable on Friday 10:00 IST", 3),
        ("Roundtable on Friday 10:00 in Europe/Dubln", 1),
    ],
)
def test_what_is_ambiguous_is_asked_back(text, count):
    found = read_schedule(text, DUBLIN)
    assert isinstance(found, Asked)
    assert len(found.readings) == count
    assert all(isinstance(read_schedule(way.text, DUBLIN), ScheduleDialogue) for way in found.ways)


@given(st.lists(st.sampled_from(["Age", "assurance", "in", "practice", "tests", "2026"])))
def test_no_word_is_ever_dropped(words):
    title = " ".join(["Roundtable", *words, "talks"])
    assert wish(f"{title} on 12 Dec 2026 14:00 for 60m").title == title

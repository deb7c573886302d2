"""A title that goes on behind its date: where the date ends, and what still joins it."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked
from bot.dates.chart.fold import KEEP
from bot.dates.meaning.choice import Frame
from handlers.slack.features.actions.words_behind import (
    ask_about_inside,
    find_due_anywhere,
    set_apart,
    split_behind,
    with_words,
)

FRAME = Frame("Europe/London", datetime(2026, 11, 29, 13, 30, tzinfo=UTC), "en-GB")


@pytest.mark.parametrize(
    ("raw", "title", "split"),
    [
        ("Send it by Friday", "Send it", ("", "")),
        ("by Friday send it", "send it", ("", "")),
        ("Send it by Friday and call", "Send it and call", ("Send it by Friday", "and call")),
        ("Send it by Mon 7 now", "Send it 7 now", ("Send it by Mon 7", "now")),
        ("Go by 5 Feb or 6 Feb now", "Go or 6 Feb now", ("Go by 5 Feb or 6 Feb", "now")),
        ("Send it by 12 Dec KST now", "Send it KST now", ("Send it by 12 Dec KST", "now")),
        ("Send by 12 Dec 3 books", "Send 3 books", ("Send by 12 Dec", "3 books")),
        ("Draft and by Friday send", "Draft and send", ("", "")),
    ],
)  # fmt: skip
def test_a_sentence_is_split_where_its_date_ends(raw, title, split):
    assert split_behind(raw, title) == split


def test_a_deadline_of_several_words_is_found_where_more_words_follow():
    found = find_due_anywhere("Check the fines by COB Friday and send them round", FRAME)
    assert (found.day, found.title) == (date(2026, 12, 4), "Check the fines and send them round")


@pytest.mark.parametrize(
    "raw",
    [
        "Report on Friday meetings",
        "Draft the note before Friday",
        "Send it by half term",
        "Send it by 30 Dec every month",
        "Send it by 29 Jan 2027 every quarter",
        "Send it by 30 Dec every Tuesday",
        "Send it every Friday by 30 Dec",
    ],
)
def test_what_is_asked_about_a_date_stays_asked(raw):
    assert isinstance(find_due_anywhere(raw, FRAME), Asked)


def test_each_answer_to_a_question_keeps_the_words_behind():
    asked = find_due_anywhere("Send slides by Mon 7", FRAME)
    texts = [way.text for way in with_words(asked, "and call").ways]
    assert texts == ["Send slides by 2026-12-07 and call", "Send slides by 2026-11-30 and call"]


@pytest.mark.parametrize(
    ("raw", "apart"),
    [
        ("Draft it (Ofcom, by 12 Dec)", [("Draft it Ofcom, by 12 Dec", "Draft it")]),
        ("by 12 Dec – draft it", [("draft it by 12 Dec", "draft it")]),
        ("Draft it (Q1) by 12 Dec", []),
        ("Draft it (twice)", []),
        ("Note: draft it by 12 Dec", []),
    ],
)
def test_a_date_that_a_mark_sets_apart_comes_behind_its_title(raw, apart):
    assert list(set_apart(raw, FRAME)) == apart


def test_what_was_answered_to_be_title_is_not_asked_about_again():
    found = find_due_anywhere(f"Stand by {KEEP}on Friday{KEEP} urgently", FRAME)
    assert (found.day, found.title) == (None, "Stand by on Friday urgently")


@pytest.mark.parametrize(
    ("raw", "due"),
    [
        ("Notes for Friday 4 Dec and slides", "Notes and slides by Friday 4 Dec"),
        ("Draft it and every Friday send it", "Draft it and send it every Friday"),
    ],
)
def test_a_day_within_a_title_is_asked_about_once(raw, due):
    by, title = ask_about_inside(raw, FRAME).ways
    assert by.text == due
    assert title.text.replace(KEEP, "") == raw
    assert ask_about_inside(title.text, FRAME) is None

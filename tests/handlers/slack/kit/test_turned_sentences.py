"""A title behind its date: which words are given to the other, and what is asked of that."""

import pytest

from bot.dates.chart.fold import KEEP
from handlers.slack.kit.turned_sentences import ask_about_front, turned_sentences


def texts(typed, title):
    return [turned.text for turned in turned_sentences(typed, title)]


def test_the_first_words_of_the_title_are_given_back_to_the_date_most_first():
    assert texts("Friday 10:00 x 5 Sync", "x 5 Sync") == [
        "Sync Friday 10:00 x 5",
        "5 Sync Friday 10:00 x",
    ]


def test_the_last_word_of_a_date_is_given_to_the_title_where_it_has_a_capital():
    assert texts("Friday 22:00: Night watch", "watch") == ["Night watch Friday 22:00"]


@pytest.mark.parametrize(
    ("typed", "title"),
    [("Sync Friday 10:00", "Sync"), ("Sync", "Sync"), ("Friday 10:00", "")],
)
def test_a_title_that_is_not_behind_is_left_alone(typed, title):
    assert texts(typed, title) == []


def test_what_was_answered_is_not_asked_again():
    read = {"Sync Friday 10:00 x 5": "Sync"}
    asked = ask_about_front("Friday 10:00 x 5 Sync", "x 5 Sync", read.get)
    out, into = asked.ways
    assert out.text == "Sync Friday 10:00 x 5"
    assert into.text == f"{KEEP}x 5 Sync{KEEP} Friday 10:00"
    assert texts(into.text, "x 5 Sync") == []


def test_nothing_is_asked_where_no_sentence_that_is_turned_round_is_read_so():
    read = {"5 Sync Friday 10:00 x": "5 Sync Friday"}
    assert ask_about_front("Friday 10:00 x 5 Sync", "x 5 Sync", read.get) is None

"""Words at the end of a sentence that are nearly a date."""

from datetime import UTC, date, datetime

import pytest

from bot.dates.answers import Asked, Due, NotUnderstood
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.due import read_due

FRAME = Frame("Europe/London", datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Cut costs by 10 points", None),
        ("Compare weeks before and after the vote", None),
        ("Report every week after the vote", None),
        ("Review by peers on Friday", date(2026, 12, 4)),
        ("Report by Ofcom Friday", date(2026, 12, 4)),
    ],
)
def test_other_numbers_and_words_stay_in_the_title(text, day):
    read = read_due(text, FRAME)
    assert isinstance(read, Due)
    assert read.day == day


@pytest.mark.parametrize(
    ("text", "quoted", "buttons"),
    [
        ("Grid by YE 2026", "by YE 2026", ["Grid by YE 2026"]),
        ("Grid until D12", "until D12", ["Grid until D12"]),
        ("Grid 2 days before D12", "2 days before D12", ["Grid 2 days before D12"]),
        ("Grid by Burns Night", "by Burns Night", ["Grid by Burns Night"]),
        ("Follow up by phone Friday", "Friday", ["Follow up by phone by 2026-12-04", "Follow up"]),
    ],
)
def test_what_has_a_number_as_dates_have_is_asked_about(text, quoted, buttons):
    asked = read_due(text, FRAME)
    assert isinstance(asked, Asked)
    assert f"“{quoted}”" in asked.words
    said = [way.text.replace("\u2063", "") for way in asked.ways]
    assert all(way.startswith(begin) for way, begin in zip(said, buttons, strict=True))


@pytest.mark.parametrize("words", ["by just after New Year", "by EOD PT 18 Dec", "within 3-5 days"])
def test_a_word_that_moves_the_day_is_given_back(words):
    read = read_due(f"Grid {words}", FRAME)
    assert isinstance(read, NotUnderstood)
    assert f"“{words}”" in read.told()

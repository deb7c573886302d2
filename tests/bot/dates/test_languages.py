"""The reader of dates speaks the reader's language, and reads and writes English."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import Asked
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.schedule import read_plan
from bot.languages import speaking

PARIS = Frame("Europe/Paris", datetime(2026, 11, 30, 10, tzinfo=UTC), "fr-FR")
ENGLISH_WORDS = ("Do you mean", "Please", " is ", "There ", "Which", "I can't", "months")
TYPED = {
    "numbers": "Roundtable on 3/4 10:00",
    "adverb": "Team weekly on 6 April 10:00",
    "turns": "Exchange rotating 09:00 and 21:00 Asia/Seoul every 3 weeks on Wednesday",
    "period": "Forum next week",
    "fifth": "Board every month on the 5th Friday 10:00",
    "biweekly": "Board biweekly on Tuesday 10:00",
    "second": "Board every second Tuesday 10:00",
    "weekday": "Board on Saturday 11 December 2026 14:00",
    "hour": "Board on Friday at 3",
    "past": "Board on 12 Dec 2025 14:00",
    "end": "Board every week on Tuesday 10:00 until June 2027",
    "misfit": "Board every 2 weeks on Tuesday starting 9 December 10:00 for 90m",
    "monthly": "first Monday of the month 10:00 Board",
    "feast": "Board on Easter 10:00",
    "zone": "Board on 12 Dec 14:00 in CET",
    "several": "Board twice a week 10:00",
    "no-day": "Board on 30 Feb 10:00",
    "length": "Board on 12 Dec 14:00 for 3m",
    "left": "Board every Tuesday from 8 Dec to 12 Jan 2027 10:00 bla foo",
    "midnight": "Board tomorrow 12am",
    "every-day": "Board every day on Tuesday 10:00",
    "two": "Board on 4 Dec 10:00 or 5 Dec 11:00",
    "which": "Board every month on Tuesday 10:00",
}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_question_is_asked_in_french_and_its_ways_are_read_in_english(typed):
    english = read_plan(typed, PARIS)
    with speaking("fr"):
        french = read_plan(typed, PARIS)
    assert french.words != english.words
    assert not any(word in french.words for word in ENGLISH_WORDS), french.words
    if isinstance(english, Asked):
        assert [(w.text, w.reading) for w in french.ways] == [
            (w.text, w.reading) for w in english.ways
        ]

"""Exact moments, as buttons carry them: each half of a repeated hour, and nothing made up."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import NotUnderstood, Plan, Reading
from bot.dates.meaning.choice import Frame
from bot.dates.reading import read_when
from bot.dates.sentences.schedule import read_plan

NOW = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-10-25T01:30+01:00[Europe/London]", 0),
        ("2026-10-25T01:30+00:00[Europe/London]", 1),
    ],
)
def test_both_halves_of_a_repeated_hour(text, hour):
    when = read_when(text, Frame("UTC", NOW))
    assert isinstance(when, Reading)
    assert when.at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert when.wall == datetime(2026, 10, 25, 1, 30)
    assert when.zone == "Europe/London"


def test_in_a_sentence_it_takes_its_marker_along_and_nothing_else():
    text = "Round table on 2026-10-25T01:30+01:00[Europe/London] for 60m"
    found = read_plan(text, Frame("UTC", NOW))
    assert isinstance(found, Plan)
    assert found.when.at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert (found.title, found.minutes) == ("Round table", 60)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-25T01:30+05:00[Europe/London]",  # never the offset there
        "2026-10-25T01:30+01:00[Europe/Atlantis]",
        "2026-13-25T01:30+01:00[Europe/London]",
        "2026-09-25T01:30+01:00[Europe/London]",  # past
        "2036-09-25T01:30+01:00[Europe/London]",  # too far
    ],
)
def test_what_is_no_moment_ahead_is_not_understood(text):
    assert isinstance(read_when(text, Frame("UTC", NOW)), NotUnderstood)

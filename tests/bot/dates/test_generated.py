"""Sentences of a generator: none is read as anything but what it was made to mean."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import NotUnderstood, Plan, Reading
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.schedule import read_plan
from tests.bot.dates.generated import sentence

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
"""A Tuesday."""


def misread(seeds):
    """The sentences that would be announced with another meaning, and how many are read at once."""
    wrong, read = [], 0
    for seed in seeds:
        made = sentence(seed, NOW, "Europe/London")
        found = read_plan(made.text, Frame("Europe/London", NOW))
        if not isinstance(found, Plan):
            assert not isinstance(found, NotUnderstood), (made.text, found.words)
            continue
        read += 1
        means = (made.title, made.wall, made.zone, made.minutes)
        when = found.when
        if not isinstance(when, Reading) or means != (
            found.title,
            when.wall,
            when.zone,
            found.minutes,
        ):
            wrong.append((made.text, found))
    return wrong, read


def test_no_sentence_is_read_as_another():
    wrong, read = misread(range(2_000))
    assert not wrong
    assert read > 1_900


@pytest.mark.long
def test_no_sentence_of_ten_thousand_is_read_as_another():
    wrong, read = misread(range(2_000, 12_000))
    assert not wrong
    assert read > 9_500

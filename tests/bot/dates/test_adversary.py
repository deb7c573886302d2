"""However its words look like dates, a long title is read with little work.

Ten thousand steps take about ten milliseconds.
"""

import pytest

from tests.bot.dates.adversary import Work, title
from tests.bot.dates.test_words import READERS

MOST = 6_200
"""Steps for a title with its clauses, of up to 200 characters."""
MOST_EVER = 6_500
"""Steps for the longest text that a command has."""


def most_work(monkeypatch, seeds, longest, readers):
    work, worst = Work(monkeypatch), (0, "")
    for seed in seeds:
        text = title(seed, longest)
        for read in readers:
            work.done = 0
            read(text)
            worst = max(worst, (work.done, text))
    return worst


def test_a_long_title_of_date_like_words_is_little_work(monkeypatch):
    for longest in (150, 200):
        steps, text = most_work(monkeypatch, range(200), longest, [READERS["plan"]])
        assert steps < MOST, text


@pytest.mark.parametrize("longest", [450, 3_000])
def test_a_text_of_any_length_is_bounded(monkeypatch, longest):
    steps, text = most_work(monkeypatch, range(40), longest, READERS.values())
    assert steps < MOST_EVER, text


@pytest.mark.long
@pytest.mark.parametrize("kind", READERS)
def test_two_thousand_long_titles_are_little_work(monkeypatch, kind):
    for longest in (150, 175, 200):
        steps, text = most_work(monkeypatch, range(1_000, 3_000), longest, [READERS[kind]])
        assert steps < MOST, text

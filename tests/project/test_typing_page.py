"""docs/typing.md shows every example of the rules, and nothing else."""

from datetime import UTC, datetime

import pytest

from bot.dates.answers import Wanted
from bot.dates.meaning.choice import Frame
from bot.dates.sentences.find import read_past
from bot.dates.tables.clauses import grammar
from tests.project.typing_page import PAGE, PAST, SECTIONS, page


def test_the_page_is_what_the_rules_say():
    assert PAGE.read_text("utf-8") == page(), "python -m tests.project.typing_page writes it"


def test_every_example_has_its_place():
    shown = {kind for kinds in SECTIONS.values() for kind in kinds.split()}
    parts = {"monthdays", "wdays", "except"}  # of rhythms, and shown with them
    assert {kind for kind, _ in grammar().examples} <= shown | parts


@pytest.mark.parametrize("typed", PAST)
def test_a_period_of_the_page_is_read(typed):
    now = datetime(2026, 11, 30, 10, tzinfo=UTC)
    assert isinstance(read_past(typed, Frame("Europe/London", now)), Wanted)

"""docs/who-hears-what.md names every kind of message that Convenor owes, and no other."""

import re

from bot.domain.message_kind import MessageKind
from tests.project.papers import ROOT

PAGE = ROOT / "docs" / "who-hears-what.md"
COLUMNS = 5


def rows():
    """The cells of each row of its table, without the heading."""
    table = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def test_each_kind_is_on_the_page_once_and_no_other():
    named = [re.fullmatch("`(.+)`", cells[-1])[1] for cells in rows()]
    assert sorted(named) == sorted(kind.value for kind in MessageKind)


def test_each_says_what_goes_to_whom_and_when_and_how_to_turn_it_down():
    assert [cells for cells in rows() if len(cells) != COLUMNS or not all(cells)] == []

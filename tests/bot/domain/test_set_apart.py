"""Words from right to left beside ours, which keep their order."""

import pytest

from bot.domain.wording import at_name, set_apart

MARK, ISOLATE, END = "\u200e", "\u2068", "\u2069"


@pytest.mark.parametrize("words", ["مائدة مستديرة", "הרשות", "Ofcom و Arcom", "(ياسمين) 2027"])
def test_they_are_isolated_and_do_not_turn_the_line(words):
    assert set_apart(words) == f"{MARK}{ISOLATE}{words}{END}"


@pytest.mark.parametrize("words", ["", "Coimisiún na Meán", "김민지", "2027 (2)", "Ελλάδα"])
def test_all_others_stay_as_they_are(words):
    assert set_apart(words) == words


def test_a_persons_name_keeps_the_line_that_begins_with_it_in_order():
    assert at_name("Amara Okonkwo") == "@Amara Okonkwo"
    assert at_name("ياسمين") == "@\u200e\u2068ياسمين\u2069"

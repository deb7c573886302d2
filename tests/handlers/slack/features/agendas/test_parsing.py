"""The words after /dialogue agenda: a reference, and perhaps an item with length and person."""

import pytest

from bot.domain.errors import Refusal
from bot.use_cases.agendas.arrange import SuggestItem
from handlers.slack.features.agendas.parsing import read_item, typed_presenter

NAMES = {"U1": "liam", "U2": "min-ji"}


def item(title, minutes=None, presenter=None):
    return SuggestItem(number=12, title=title, minutes=minutes, presenter_user_id=presenter)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("D12", 12),
        ("D12 Age assurance", item("Age assurance")),
        ("D12 Age assurance 15m", item("Age assurance", 15)),
        ("D12 Age assurance for 15 minutes", item("Age assurance", 15)),
        ("D12 Age assurance, 15 mins", item("Age assurance", 15)),
        ("D12 Age assurance for 1 hour 30 minutes", item("Age assurance", 90)),
        ("D12 Age assurance 15m <@U1>  ", item("Age assurance", 15, "U1")),
        ("D12 Age assurance <@U1> 15m please", item("Age assurance", 15, "U1")),
        ("D12 Age assurance (15m, <@U1>)", item("Age assurance", 15, "U1")),
        ("D12 15m Age assurance presented by <@U1> :pray:", item("Age assurance", 15, "U1")),
        ("D12 • Age assurance", item("Age assurance")),
        ("D12 15 minutes of silence", item("15 minutes of silence")),
        ("D12 What <@U1> found 10m <@U2>", item("What @liam found", 10, "U2")),
        ("D12 What <@U1> found", item("What @liam found")),
        ("D12 Article 15", item("Article 15")),
        ("D12 The 2027 plan", item("The 2027 plan")),
        ("D12 Q&amp;A &lt;draft&gt;", item("Q&A <draft>")),
    ],
)
def test_length_and_presenter_stand_at_the_end(raw, read):
    assert read_item(raw, NAMES) == read


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("D12 15m", "A title is missing."),
        ("D12 <@U1>", "A title is missing."),
        ("D12 D13 Age assurance", "Please name one dialogue at a time"),
        ("D12 • Results\n• Next steps", "These are 2 items, and I take one at a time"),
        ("D12 Age assurance <@U1> <@U2>", "You named @liam and @min-ji, and an item has one"),
    ],
)
def test_what_is_no_item_is_refused_in_words(raw, words):
    with pytest.raises(Refusal) as refused:
        read_item(raw, NAMES)
    assert refused.value.words.startswith(words)


@pytest.mark.parametrize(
    ("raw", "typed"),
    [
        ("D12 Results 15m @Liam O'Grady", "@Liam O'Grady"),
        ("Results presented by Liam O'Grady", "Liam O'Grady"),
        ("Results led by children", ""),
        ("D12 Results @liam ", "@liam"),
        ("D12 Results <@U1>", ""),
        ("D12 mail@example.org", ""),
        ("D12 Results", ""),
    ],
)
def test_a_person_may_be_typed_and_not_picked(raw, typed):
    assert typed_presenter(raw) == typed

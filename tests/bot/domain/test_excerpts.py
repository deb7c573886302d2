"""The part of a text that is shown of what a search has found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.excerpts import excerpt_of
from bot.domain.search_query import read_query


def shown(text, typed, language="en", limit=100):
    pieces = excerpt_of(text, language, read_query(typed), limit)
    return "".join(f"[{words}]" if found else words for words, found in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "language", "wanted"),
    [
        ("Ten evenings in LIBRARIES.", "library", "en", "Ten evenings in [LIBRARIES]."),
        ("À l’école, hier", "ecole", "fr", "À l’[école], hier"),
        ("In *bold* <@U1> & talks", "talk", "en", "In *bold* <@U1> & [talks]"),
        ("A talk, then talks", "“talks”", "en", "A talk, then [talks]"),
        ("児童の安全確認", "安全", "ja", "児童の[安全]確認"),
        ("온라인 퀴즈를 하다", "퀴즈", "ko", "온라인 [퀴즈를] 하다"),
        ("Nothing of it", "talk", "en", ""),
    ],
    ids="stem accent markup phrase japanese korean nothing".split(),
)
def test_the_words_found_are_marked(text, typed, language, wanted):
    assert shown(text, typed, language) == wanted


def test_a_long_text_is_shown_around_its_first_word():
    text = f"{'Before all this. ' * 20}The talk was good. {'And more. ' * 20}"
    excerpt = shown(text, "talk")
    assert excerpt.startswith("…")
    assert "The [talk] was good." in excerpt
    assert excerpt.endswith("…")
    assert len(excerpt) <= 105


@given(st.text(max_size=400), st.integers(10, 80))
def test_an_excerpt_is_part_of_its_text(text, limit):
    pieces = excerpt_of(f"{text} talk", "en", read_query("talk talks"), limit)
    whole = "".join(words for words, _ in pieces).strip("…").strip()
    assert len(whole) <= limit
    assert whole in " ".join(f"{text} talk".split())
    assert any(found for _, found in pieces) or len(pieces) <= 2

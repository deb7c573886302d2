"""How words, phrases and filters of a search are read from what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotValid, Refusal
from bot.domain.search_query import Filter, SearchQuery, excerpt_of, read_query


@pytest.mark.parametrize(
    ("typed", "words", "phrases", "filters"),
    [
        ("teens sextortion teens", ["teens", "sextortion"], [], {}),
        ('“media literacy” "in schools" now', ["now"], ["media literacy", "in schools"], {}),
        ("parents' “evenings", ["parents'", "“evenings"], [], {}),
        ("said:so http://a.example/b", ["said:so", "http://a.example/b"], [], {}),
        ("libraries country:Ireland", ["libraries"], [], {Filter.COUNTRY: "IE"}),
        ("country:“South Korea”", [], [], {Filter.COUNTRY: "KR"}),
        ('topic: "media literacy" x', ["x"], [], {Filter.TOPIC: "media literacy"}),
        ("language:French Language:pt-br", [], [], {Filter.LANGUAGE: ("fr", "pt-BR")}),
        ("EVIDENCE:pilot", [], [], {Filter.EVIDENCE: "pilot"}),
        ("audience:parents", [], [], {Filter.AUDIENCE: "parents and carers"}),
        ("author:@aoife", [], [], {Filter.AUTHOR: "@aoife"}),
        ("topics:media TAG:x", [], [], {Filter.TOPIC: ("media", "x")}),
        ("topic: schools", [], [], {Filter.TOPIC: "schools"}),
        ("Topic: is this", ["this"], [], {Filter.TOPIC: "is"}),
        ("topic: media:x", ["topic:", "media:x"], [], {}),
        ("# “…” % x", ["x"], [], {}),
    ],
    ids=(
        "twice phrases open colon country quoted spaced-quote language case beginning author "
        "other-names spaced-filter sentence bare-filter signs"
    ).split(),
)
def test_what_was_typed_is_read(typed, words, phrases, filters):
    query = read_query(typed)
    wanted = [
        (name, one)
        for name, value in filters.items()
        for one in (value if isinstance(value, tuple) else (value,))
    ]
    assert query == SearchQuery(words=tuple(words), phrases=tuple(phrases), filters=tuple(wanted))
    again = read_query(query.typed())
    assert (again.phrases, again.filters) == (query.phrases, query.filters)
    assert again.words == tuple(word.strip("“") for word in query.words)


@pytest.mark.parametrize("typed", ["country:Atlantis", "evidence:sure", "language:x", "author:%"])
def test_a_filter_with_no_such_value_is_refused(typed):
    with pytest.raises(NotValid):
        read_query(f"teens {typed}")


def test_nothing_to_find_is_refused():
    with pytest.raises(Refusal, match="What do you want to find"):
        read_query("“ ” … %")


def test_a_query_is_spelled_as_people_read_it():
    query = read_query("teens” “in schools” country:IE evidence:pilot language:ko")
    assert query.spelled() == (
        "“teens” and “in schools”, country: Ireland, evidence: pilot, language: Korean"
    )


def test_a_filter_is_put_in_the_place_of_those_of_its_name():
    query = read_query("teens country:IE country:FR evidence:pilot")
    assert query.filtered_by(Filter.COUNTRY) is None
    narrowed = query.with_filter(Filter.COUNTRY, "GB")
    assert narrowed.typed() == "teens evidence:pilot country:GB"
    assert narrowed.filtered_by(Filter.COUNTRY) == "GB"
    assert narrowed.with_filter(Filter.COUNTRY, None).typed() == "teens evidence:pilot"


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

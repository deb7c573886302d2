"""How words, phrases and filters of a search are read from what was typed."""

import pytest

from bot.domain.errors import NotValid, Refusal
from bot.domain.search_query import Filter, SearchQuery, read_query


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

"""Countries: those of ISO 3166 and a few more, read by code or by name."""

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.countries_and_languages import (
    COUNTRIES,
    LANGUAGES,
    countries_in_words,
    country_name,
    language_name,
    read_country,
    read_language,
    read_origin,
)
from bot.domain.errors import NotValid
from bot.languages import speaking


def test_the_countries_are_those_that_the_time_zone_database_lists_and_four_more():
    table = resources.files("tzdata").joinpath("zoneinfo/iso3166.tab").read_text("utf-8")
    listed = {row[:2] for row in table.splitlines() if row and not row.startswith("#")}
    assert set(COUNTRIES) == listed | {"EU", "UN", "XK", "INT"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("IE", "IE"),
        (" ie ", "IE"),
        ("Ireland", "IE"),
        ("south korea", "KR"),
        ("UK", "GB"),
        ("eu", "EU"),
        ("European Union", "EU"),
        ("int", "INT"),
    ],
)
def test_an_origin_is_read_by_code_or_name(typed, code):
    assert read_origin(typed, field="countries") == code


@pytest.mark.parametrize(
    ("typed", "code"), [("EU", "EU"), ("united nations", "UN"), ("Kosovo", "XK"), ("xk", "XK")]
)
def test_bodies_of_the_union_of_the_nations_and_of_kosovo_have_a_code(typed, code):
    assert read_country(typed) == code


@pytest.mark.parametrize(
    "typed", ["", None, "XX", "International", "E", "I", "IRL", "Atlantis", "🇮🇪"]
)
def test_what_is_no_country_is_refused_beside_its_field(typed):
    with pytest.raises(NotValid) as refused:
        read_country(typed)
    assert refused.value.field == "country"
    assert "two-letter code" in refused.value.words


def test_an_unknown_code_is_shown_as_it_stands():
    assert country_name("ZZ") == "ZZ"
    assert country_name("KR") == "South Korea"


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (["IE"], "Ireland"),
        (["IE", "KR"], "Ireland and South Korea"),
        (["IE", "KR", "INT"], "Ireland, South Korea and International"),
        (["IE", "KR", "EU", "INT"], "Ireland, South Korea and 2 more"),
    ],
    ids=len,
)
def test_many_countries_are_counted(codes, words):
    assert countries_in_words(codes) == words


@given(st.sampled_from(sorted(COUNTRIES)))
def test_every_code_and_every_name_leads_to_its_country(code):
    assert read_origin(code.lower(), field="countries") == code
    assert read_origin(COUNTRIES[code].upper(), field="countries") == code


def test_countries_have_their_names_in_the_reader_s_language_and_stay_to_be_typed_in_english():
    with speaking("fr"):
        assert country_name("KR") == "Corée du Sud"
        assert country_name("ZZ") == "ZZ"
        assert countries_in_words(["IE", "KR", "EU"]) == "Irlande, Corée du Sud et Union européenne"
        assert all(country_name(code) for code in COUNTRIES)
        assert read_origin("South Korea", field="countries") == "KR"


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("en", "en"),
        ("", "en"),
        (None, "en"),
        ("PT-br", "pt-BR"),
        ("zh_hant", "zh-Hant"),
        ("sr-LATN-rs", "sr-Latn-RS"),
        ("es-419", "es-419"),
        ("fil", "fil"),
    ],
)
def test_a_language_is_a_short_tag(typed, tag):
    assert read_language(typed) == tag


@pytest.mark.parametrize("typed", ["English", "e", "en-", "en GB", "en,fr", "x" * 90, "日本"])
def test_what_is_no_tag_is_refused_beside_its_field(typed):
    with pytest.raises(NotValid) as refused:
        read_language(typed)
    assert refused.value.field == "language"


def test_languages_have_their_names_in_the_reader_s_language():
    assert language_name("pt-BR") == "Portuguese (Brazil)"
    assert language_name("tlh") == "tlh"
    with speaking("fr"):
        assert language_name("ga") == "irlandais"
        assert language_name("pt-BR") == "portugais brésilien"
        assert all(language_name(tag) for tag in LANGUAGES)

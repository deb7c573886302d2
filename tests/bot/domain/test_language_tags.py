"""Languages are short tags, in the letter case that the standard recommends."""

import pytest

from bot.domain.errors import NotValid
from bot.domain.language_tags import LANGUAGES, language_name, read_language
from bot.languages import speaking


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

"""What counts as a word of a search, and which typed word finds which written one."""

import pytest

from bot.domain.search_words import (
    common_words,
    fits_words,
    patterns_of_phrase,
    patterns_of_word,
    spaced_text,
    tokens_of_text,
    words_in_text,
)


def finds(typed, written, language="en"):
    """Whether every typed word finds something in the text, in a network with these cards."""
    wanted = [patterns_of_word(word, [language, "fr", "de"]) for word in words_in_text(typed)]
    assert wanted
    return all(fits_words(patterns, written, language) for patterns in wanted)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Parents’ evenings”", "parents evenings"),
        ("parent's, parent’s, PARENT＇S", "parent"),
        ("#sextortion, (sextortion) sextortion!", "sextortion"),
        ("l'école", "l école"),
        ("co-regulation; 100% of_it", "co regulation 100 of it"),
        ("Straße", "strasse"),
        ("so\u00adcial \u200bme\x00dia\x00", "social media"),
        ("हिन्दी", "हिन्दी"),
        ("“#” % … 🎉 \u0301 \u0640", ""),
    ],
    ids="quotes possessive signs elision inside sharp-s invisible marks none".split(),
)
def test_words_are_without_signs(text, words):
    assert words_in_text(text) == tuple(words.split())


def test_a_word_that_ends_with_a_digit_is_its_own_stem():
    assert tokens_of_text("A104", "fr") == ("a104", "en:a104", "fr:a104")


def test_the_tokens_of_a_text_are_each_word_and_its_stems_once():
    assert tokens_of_text("Écoles, écoles", "fr-CA") == ("ecoles", "en:ecol", "fr:ecol")
    assert tokens_of_text("Alumnos", "es") == ("alumnos", "en:alumno", "es:alumn")
    assert tokens_of_text("", "en") == ()


def test_a_text_without_spaces_is_kept_in_pairs_of_letters():
    assert tokens_of_text("児童の安全", "ja") == ("児童", "童の", "の安", "安全", "全")
    assert patterns_of_word("の安全", ["ja"]) == (("の安",), ("安全",))
    assert patterns_of_word("安", ["ja"]) == (("安*",),)


def test_a_phrase_has_its_words_as_they_are():
    assert spaced_text("“Parents’ Évenings”, the 2nd") == " parents evenings the 2nd "
    assert patterns_of_phrase("Media literacy") == (("media",), ("literacy",))


def test_a_word_of_any_length_is_compared_by_its_beginning():
    long = "a" * 3_000
    assert max(map(len, tokens_of_text(long, "fr"))) < 70
    assert finds(long, f"{long}b")


def test_a_slip_is_corrected_to_words_of_letters_alone():
    assert common_words("The École, 100th e-mail 安全確認 talk") == ("ecole", "mail", "talk")


@pytest.mark.parametrize(
    ("typed", "written", "language"),
    [
        ("library", "ten libraries", "en"),
        ("talked", "one talk a week", "en"),
        ("Bücher", "in den Büchern", "de"),
        ("Buchern", "ein Buch", "de"),
        ("education", "ÉDUCATIONS", "fr"),
        ("Łódź", "lodz", "pl"),
        ("kobenhavn", "København", "da"),
        ("IŞIK", "ışık", "tr"),
        ("коты", "Коты и собаки", "ru"),
        ("котов", "коты", "ru"),
        ("سلامه", "سَلامه", "ar"),
        ("سلام", "سلامتي", "ar"),
        ("퀴즈", "온라인 퀴즈를", "ko"),
        ("安全", "児童の安全", "ja"),
        ("ปลอดภัย", "ความปลอดภัยออนไลน์", "th"),
        ("हिन्दी", "हिन्दी में", "hi"),
    ],
    ids=(
        "plural past case umlaut accent stroke o-slash dotless beginning ending points arabic "
        "korean japanese thai hindi"
    ).split(),
)
def test_a_word_is_found_in_other_forms(typed, written, language):
    assert finds(typed, written, language)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ie", "families"),
        ("ie", "iemand"),
        ("tort", "sextortion"),
        ("sextortion", "sex"),
        ("100", "1000"),
        ("p1", "P12"),
        ("library school", "libraries"),
        ("talker", "talk"),
        ("en", "sun"),
        ("librari en", "library"),
        ("が", "か"),
    ],
    ids="inside short middle longer number reference every other-language tag two kana".split(),
)
def test_what_a_word_does_not_find(typed, written):
    assert not finds(typed, written)

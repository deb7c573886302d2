"""What counts as a word of a search, and which typed word finds which written one."""

import pytest

from bot.domain.search_words import analyse_text, patterns_of_words, words_in_text


def finds(typed, written, language="en"):
    """Whether every typed word finds something in the text, in a network with these cards."""
    text = analyse_text(written, language)
    wanted = patterns_of_words(typed, [language, "fr", "de"])
    assert wanted
    return all(any(pattern in text for pattern in patterns) for patterns in wanted)


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


def test_an_analysed_text_has_each_word_and_its_stems_once():
    assert analyse_text("Écoles, écoles", "fr-CA") == " ecoles en:ecol fr:ecol "
    assert analyse_text("Alumnos", "es") == " alumnos en:alumno es:alumn "
    assert analyse_text("", "en") == "  "


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

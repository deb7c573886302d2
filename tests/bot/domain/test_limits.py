"""How long texts may be, and what links look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotValid
from bot.domain.limits import LINK, NAME, NOTE, SUMMARY, TITLE, checked_link, checked_text
from bot.domain.wording import shortened

BLANKS = "\u115f\u1160\u2800\u3164\uffa0"
"""Characters that Unicode counts as letters or signs, and draws as nothing."""


def test_the_limits_of_the_design():
    assert (TITLE, NOTE, SUMMARY, NAME) == (150, 2_000, 280, 80)


DRAWN = st.text(st.characters(exclude_categories=("C", "Z", "M"), exclude_characters=BLANKS))


@given(st.lists(DRAWN.filter(bool), min_size=1, max_size=5).map(" ".join))
def test_what_is_drawn_is_kept_as_typed_but_for_outer_white_space(text):
    assert checked_text(f" {text}\n", NOTE, field="title", what="The title") == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Da\u200bta\ufeff \u2060sharing\u00ad", "Data sharing"),
        (
            "\u202eevil\u202c and \u2067isolated\u2069 \u200fmarks\u061c",
            "\u202eevil\u202c and isolated marks",
        ),
        ("\u202eevil and \u202bmore\u202c \u202c\u202c", "\u202eevil and \u202bmore\u202c \u202c"),
        ("\u202cso \u202b\u202eit \u202cgoes on", "so \u202eit \u202cgoes on"),
        ("one \u202dline\nand the\u202c next", "one line\nand the next"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d💻 call\u200d", "👩\u200d💻 call"),
        ("🏴\U000e0067\U000e0062\U000e007f a\U000e0067", "🏴\U000e0067\U000e0062\U000e007f a"),
        ("one\r\ntwo\u2028three\x07", "one\ntwo\nthree"),
        ("\u0600١٢", "\u0600١٢"),
        ("half \ud83d", "half"),
    ],
    ids=[
        "unseen",
        "turned",
        "nested",
        "left open",
        "over lines",
        "joined",
        "emoji",
        "flag",
        "lines",
        "sign",
        "surrogate",
    ],
)
def test_what_nobody_sees_goes(typed, kept):
    assert checked_text(typed, TITLE, field="title", what="The title") == kept


@pytest.mark.parametrize("typed", ["\u200b", "\u3164\u2800", "\ufe0f", "\u202e \u034f"])
def test_what_is_not_drawn_is_no_title(typed):
    with pytest.raises(NotValid, match="The title is missing"):
        checked_text(typed, TITLE, field="title", what="The title")


@pytest.mark.parametrize("control", ["\x00", "\x01", "\x1f", "\x7f", "\x9f"])
def test_control_characters_such_as_nul_part_words(control):
    typed = f"{control} Draft{control}it{control}"
    assert checked_text(typed, 8, field="title", what="The title") == "Draft it"
    with pytest.raises(NotValid, match="no spaces"):
        checked_link(f"https://example.org/{control}a")


def test_nul_alone_is_nothing():
    with pytest.raises(NotValid, match="The title is missing"):
        checked_text("\x00 \x00", TITLE, field="title", what="The title")
    assert checked_link("\x00") is None


@pytest.mark.parametrize("marks", ["@", "#", "!", "– …", "()"])
def test_marks_alone_are_no_title_and_no_name_and_may_be_a_note(marks):
    for limit in (TITLE, NAME):
        with pytest.raises(NotValid, match="The title is missing"):
            checked_text(marks, limit, field="title", what="The title")
    assert checked_text(marks, NOTE, field="note", what="The note") == marks
    assert checked_text("🎉", TITLE, field="title", what="The title") == "🎉"


@pytest.mark.parametrize("letter", ["a", "é", "한", "🙂", "ح"])
def test_limits_count_code_points(letter):
    assert checked_text(letter * NAME, NAME, field="name", what="The name") == letter * NAME
    with pytest.raises(NotValid) as refused:
        checked_text(letter * (NAME + 1), NAME, field="name", what="The name")
    assert refused.value.field == "name"
    assert refused.value.words == (
        "The name is 81 characters long; the limit is 80. Please shorten it."
    )


@pytest.mark.parametrize("nothing", [None, "", "  \n\t"])
def test_what_is_missing_is_named_with_its_limit(nothing):
    with pytest.raises(NotValid) as refused:
        checked_text(nothing, TITLE, field="title", what="The title")
    assert refused.value.words == "The title is missing. Please give up to 150 characters."
    assert checked_text(nothing, TITLE, field="title", what="The title", needed=False) == ""


@pytest.mark.parametrize("link", ["https://example.org/a?b=c#d", "http://example.org"])
def test_links_that_are_kept(link):
    assert checked_link(f" {link} ") == link


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_no_link(nothing):
    assert checked_link(nothing) is None


@pytest.mark.parametrize(
    "link",
    [
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://example.org/a b",
        "https://example.org/<!channel>",
        "https://example.org|label",
        "https://example.org/" + "a" * LINK,
    ],
)
def test_links_that_are_refused(link):
    with pytest.raises(NotValid) as refused:
        checked_link(link)
    assert refused.value.field == "link"


def test_words_that_are_cut_do_not_turn_what_follows():
    assert shortened("\u202eone two three four\u202c", 12) == "one two…"

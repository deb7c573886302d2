"""How long texts may be, and what links look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import NotValid
from bot.domain.limits import LINK, NAME, NOTE, SUMMARY, TITLE, checked_link, checked_text


def test_the_limits_of_the_design():
    assert (TITLE, NOTE, SUMMARY, NAME) == (150, 2_000, 280, 80)


@given(st.text(min_size=1, max_size=TITLE).filter(lambda text: text.replace("\x00", "").strip()))
def test_what_fits_is_kept_as_typed_but_for_outer_white_space_and_nul(text):
    kept = text.replace("\x00", "").strip()
    assert checked_text(f" {text}\n", TITLE, field="title", what="The title") == kept


def test_nul_which_postgresql_cannot_hold_goes_and_counts_for_nothing():
    assert checked_text("\x00 Dra\x00ft\x00", 5, field="title", what="The title") == "Draft"
    assert checked_link("https://example.org/\x00a") == "https://example.org/a"
    with pytest.raises(NotValid, match="The title is missing"):
        checked_text("\x00 \x00", TITLE, field="title", what="The title")
    assert checked_link("\x00") is None


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

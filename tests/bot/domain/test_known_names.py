"""Who is found by a typed name."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.known_names import Closeness, KnownNames, edit_distance, fold_name, nearest_word
from bot.domain.wording import count


@dataclass(frozen=True)
class Body:
    name: str
    aliases: tuple[str, ...] = ()


KOREA = Body("Korea Communications Standards Commission")
CENTER = Body("National Center for Missing & Exploited Children", ("The Center",))
MEDIA = Body("National Media Commission")
IRELAND = Body("Coimisiún na Meán", ("CnaM",))
KNOWN = KnownNames([KOREA, CENTER, MEDIA, IRELAND])


@pytest.mark.parametrize(
    ("typed", "closeness", "named"),
    [
        ("coimisiun na mean", Closeness.NAME, [IRELAND]),
        ("“Coimisiún na Meán”", Closeness.NAME, [IRELAND]),
        ("cnam", Closeness.NAME, [IRELAND]),
        ("center", Closeness.NAME, [CENTER]),
        ("National Center for Missing and Exploited Children", Closeness.NAME, [CENTER]),
        ("KCSC", Closeness.INITIALS, [KOREA]),
        ("ncmec", Closeness.INITIALS, [CENTER]),
        ("NCFMAEC", Closeness.INITIALS, [CENTER]),
        ("National", Closeness.BEGINNING, [CENTER, MEDIA]),
        ("National Media", Closeness.BEGINNING, [MEDIA]),
        ("commission", Closeness.PART, [KOREA, MEDIA]),
        ("Standards Korea", Closeness.PART, [KOREA]),
        ("K. Standards", Closeness.PART, [KOREA]),
        ("Koera", Closeness.SLIP, [KOREA]),
        ("CnaN", Closeness.SLIP, [IRELAND]),
    ],
)
def test_how_close_a_typed_name_is(typed, closeness, named):
    found = KNOWN.find(typed)
    assert (found.closeness, list(found.named)) == (closeness, named)
    assert (found.only is not None) == (len(named) == 1 and closeness <= Closeness.BEGINNING)


@pytest.mark.parametrize("typed", ["", " .,", "Moon", "C", "K S", "Korea Moon"])
def test_nobody_is_found_by_what_is_no_name(typed):
    assert KNOWN.find(typed) is None


def test_slips_are_found_only_where_they_are_asked_for():
    assert KNOWN.find("Koera", within=Closeness.BEGINNING) is None


@given(st.text())
def test_everybody_is_found_by_their_own_name(name):
    found = KnownNames([Body(name)]).find(name)
    assert (found is not None) == bool(fold_name(name))


VERBS = ["setup", "members", "role", "roster", "settings", "why", "help"]
short = st.text(alphabet="abcd", max_size=6)


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("", "", 0),
        ("", "abc", 3),
        ("role", "role", 0),
        ("role", "rolle", 1),
        ("role", "rle", 1),
        ("role", "rule", 1),
        ("role", "orle", 1),
        ("chair", "chiar", 1),
        ("roster", "rsoetr", 2),
        ("setup", "members", 6),
    ],
)
def test_distances(left, right, distance):
    assert edit_distance(left, right) == distance


@given(short, short)
def test_a_distance_is_the_same_both_ways_and_no_more_than_the_longer_word(left, right):
    distance = edit_distance(left, right)
    assert distance == edit_distance(right, left)
    assert abs(len(left) - len(right)) <= distance <= max(len(left), len(right))
    assert (distance == 0) is (left == right)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("setp", "setup"),
        ("SETUP", "setup"),
        ("mebmers", "members"),
        ("rooster", "roster"),
        ("rol", "role"),
        ("hepl", "help"),
        ("wy", "why"),
        ("xyzzy", None),
        ("dialogue", None),
        ("", None),
    ],
)
def test_nearest_verbs(typed, meant):
    assert nearest_word(typed, VERBS) == meant


@pytest.mark.parametrize(
    ("word", "verb"), [("now", "show"), ("stop", "show"), ("test", "list"), ("send", "find")]
)
def test_another_short_word_is_no_slip(word, verb):
    """A slip is one edit for each three letters."""
    assert nearest_word(word, [verb]) is None


def test_a_word_of_which_nothing_is_left_is_not_near():
    assert nearest_word("ab", ["cd"]) is None
    assert nearest_word("x", ["y"]) is None


@given(st.sampled_from(VERBS), st.integers(0, 6), st.sampled_from("abcdefgh"))
def test_one_wrong_letter_is_always_understood(verb, place, letter):
    typed = verb[:place] + letter + verb[place + 1 :]
    found = nearest_word(typed, VERBS)
    assert found is not None
    assert edit_distance(typed, found) <= edit_distance(typed, verb) <= 1


def test_counting():
    assert [count(n, "action", "actions") for n in (0, 1, 2)] == [
        "0 actions",
        "1 action",
        "2 actions",
    ]
    assert count(2, "person", "people") == "2 people"

"""Who is found by a typed name."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.known_names import Closeness, KnownNames, fold_name


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

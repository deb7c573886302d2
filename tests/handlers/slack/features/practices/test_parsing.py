"""Typed words, button values and fields of practices."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.errors import NotFound, NotValid, Refusal
from bot.domain.practice import Evidence, Public
from handlers.slack.features.practices.parsing import (
    Target,
    read_card,
    read_search,
    read_shown,
    read_target,
    read_topics,
)
from tests.handlers.slack.features.practices.scenes import FORM

numbers = st.integers(1, 999_999_999)


@given(numbers, numbers, st.none() | st.integers(0, 999_999_999), st.integers(0, 9_999))
def test_a_button_carries_its_target_there_and_back(number, revision, scope, offset):
    target = Target(
        number=number,
        revision=revision,
        scope=scope,
        offset=offset if scope is not None else 0,
    )
    assert read_target(target.value) == target


@pytest.mark.parametrize("value", ["", "x", "1 2 3", "-1", "1 2 3 4 5", "١", "1e3", "9" * 10])
def test_a_value_of_no_button_of_ours_is_not_found(value):
    with pytest.raises(NotFound):
        read_target(value)


@pytest.mark.parametrize("typed", ["P31", " p31 ", "P 31", "p0031"])
def test_show_takes_a_reference(typed):
    assert read_shown(typed) == (31, "")


def test_show_asks_for_a_reference_and_takes_no_other():
    with pytest.raises(Refusal, match="/practice show P31"):
        read_shown(" ")
    with pytest.raises(NotFound, match="“A31” is not a reference such as P31"):
        read_shown("A31")


def test_a_search_has_words_each_once():
    assert read_search(" sextortion  teens sextortion ").words == ("sextortion", "teens")


@pytest.mark.parametrize("typed", ["", "   ", "“#”"], ids=["empty", "spaces", "signs"])
def test_a_search_for_nothing_is_asked_back(typed):
    with pytest.raises(Refusal, match="What do you want to find"):
        read_search(typed)


def test_a_search_longer_than_a_button_carries_is_refused():
    with pytest.raises(NotValid, match="the limit is 200"):
        read_search("x" * 201)


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("sextortion, schools", ("sextortion", "schools")),
        (" a ,, b;c\nd ", ("a", "b", "c", "d")),
        ("학교、학생", ("학교", "학생")),
        ("مدارس، أمان", ("مدارس", "أمان")),
        ("", ()),
        (None, ()),
    ],
)
def test_topics_stand_between_commas(typed, topics):
    assert read_topics(typed) == topics


def test_a_form_becomes_a_card():
    card = read_card(FORM)
    assert card.publics == (Public.YOUNG_PEOPLE, Public.EDUCATORS)
    assert (card.evidence, card.audience) == (Evidence.PILOT, Audience.GROUP)
    assert card.topics == ("sextortion", "schools")
    assert card.review_by == date(2027, 11, 23)


@pytest.mark.parametrize(
    "changes",
    [
        {"evidence": "rumour"},
        {"evidence": None},
        {"audience": "everyone"},
        {"publics": ["cats"]},
        {"review_by": "soon"},
    ],
)
def test_a_choice_that_was_not_offered_is_refused_beside_its_field(changes):
    with pytest.raises(NotValid) as refused:
        read_card({**FORM, **changes})
    assert refused.value.field in changes


def test_an_empty_form_is_a_card_with_nothing_in_it():
    card = read_card({"evidence": "idea", "audience": "group"})
    assert (card.title, card.publics, card.topics, card.review_by) == ("", (), (), None)

"""Long lists cut into pages that fit a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.features.roster.blocks import (
    ORGANISATIONS,
    PEOPLE,
    page_asked,
    people_and_organisations,
    rows_on_pages,
    turn_buttons,
)

sizes = st.lists(st.integers(0, 3 * PEOPLE), max_size=40)


def rows_of(found):
    return [(key, tuple(range(size))) for key, size in enumerate(found)]


@given(sizes)
def test_every_page_fits_and_everyone_stands_on_one(found):
    seen = {}
    for page in rows_on_pages(rows_of(found)):
        assert len(page) <= ORGANISATIONS
        assert sum(len(part.people) for part in page) <= PEOPLE
        for part in page:
            assert part.continued is (part.key in seen)
            seen[part.key] = seen.get(part.key, ()) + part.people
    assert list(seen.items()) == rows_of(found)


@given(sizes)
def test_an_organisation_is_cut_only_when_no_page_could_hold_it(found):
    made = rows_on_pages(rows_of(found))
    for key, size in enumerate(found):
        parts = sum(1 for page in made for part in page if part.key == key)
        assert parts == 1 or size > PEOPLE
    assert all(made) or not found


def test_nothing_at_all_is_one_empty_page():
    assert rows_on_pages([]) == [[]]


def test_three_hundred_people():
    made = rows_on_pages(rows_of([9] * 34))
    assert len(made) == 7
    assert people_and_organisations(rows_of([9] * 34)) == "306 people of 34 organisations"


@pytest.mark.parametrize(
    ("page", "ids"), [(0, ["x:next"]), (1, ["x:prev", "x:next"]), (2, ["x:prev"])]
)
def test_buttons_lead_to_the_neighbours(page, ids):
    words, actions = turn_buttons("x", page, 3)
    assert words["elements"][0]["text"] == f"Page {page + 1} of 3"
    assert [e["action_id"] for e in actions["elements"]] == ids
    assert [int(e["value"]) - page for e in actions["elements"]] == [
        -1 if i == "x:prev" else 1 for i in ids
    ]


def test_one_page_has_no_buttons():
    assert turn_buttons("x", 0, 1) == []


@pytest.mark.parametrize(
    ("value", "page"), [("0", 0), ("2", 2), ("9", 2), ("", 0), ("open", 0), ("-1", 0)]
)
def test_a_page_that_is_no_more_is_the_last(value, page):
    assert page_asked(value, 3) == page

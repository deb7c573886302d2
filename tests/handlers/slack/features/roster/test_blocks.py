"""The roster as it is shown: who belongs to none first, in pages that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.person import OrganisationKind, PersonFacts
from handlers.slack.features.roster import commands
from handlers.slack.features.roster.blocks import (
    ORGANISATIONS,
    PEOPLE,
    page_asked,
    people_and_organisations,
    rows_on_pages,
    turn_buttons,
)
from tests.bot.use_cases.groups.hall import PRIVATE, RAHUL, SINA, Hall
from tests.handlers.slack.features.groups.scenes import buttons, pressed, typed, words


def test_the_roster_begins_with_those_of_this_channel_who_belong_to_none(hall):
    answer = commands.show_roster(typed(hall, SINA))
    assert words(answer).splitlines() == [
        "Roster: 7 people of 4 organisations",
        "1 person of this channel belongs to no organisation yet and may do only what observers "
        "may.",
        "• <@U0RAHUL>",
        "Secretariat: <@U0SINA>",
        "A person's deputy and absences: /wg away @person",
        "eSafety, member (Australia, Australia/Sydney)",
        "• <@U0SINA> (secretariat)",
        "KCSC, member (South Korea, Asia/Seoul)",
        "• <@U0MINJI>",
        "Ofcom, member (United Kingdom, Europe/London)",
        "• <@U0AMARA>",
        "• <@U0FAR>",
        "• <@U0GETHIN>",
        "FOSI, observer (United States, America/New_York)",
        "• <@U0GRETA> (has left Slack)",
        "• <@U0TANIS>",
    ]
    found = buttons(answer)
    assert found[0] == ("Assign @rahul", "roster.assign:0", RAHUL)
    assert [(label, action) for label, action, _ in found[1:4]] == [
        ("Add an organisation", "roster.add"),
        ("Assign a person", "roster.assign:anyone"),
        ("Change the secretariat", "roster.secretariat"),
    ]
    assert {action for _, action, _ in found[4:]} == {"roster.correct"}


def test_an_empty_roster_still_has_its_buttons(work):
    hall = Hall(work)
    hall.facts[SINA] = PersonFacts(user_id=SINA, name="sina", is_admin=True)
    answer = commands.show_roster(typed(hall, SINA))
    assert "Roster: 0 people of 0 organisations" in words(answer)
    assert "else workspace admins" in words(answer)
    assert "Add an organisation" in [label for label, *_ in buttons(answer)]


def test_three_hundred_unassigned_people_come_a_few_at_a_time(hall):
    crowd = {f"U0X{number:03}" for number in range(300)}
    for user_id in crowd:
        hall.facts[user_id] = PersonFacts(user_id=user_id, name="ن" * 80)
    channel = PRIVATE.__class__(
        channel_id="C0TECH", name="t", is_private=True, members=frozenset(crowd | {SINA})
    )
    answer = commands.show_roster(typed(hall, SINA, channel=channel))
    assert "300 people of this channel belong to no organisation yet" in words(answer)
    assert "Here are the first 15." in words(answer)
    assert sum(1 for _, action, _ in buttons(answer) if action.startswith("roster.assign:")) == 16


def test_a_roster_of_three_hundred_organisations_is_paged(hall):
    for number in range(300):
        hall.work.organisations.add(
            name=f"Body {number:03} {'x' * 70}",
            kind=OrganisationKind.OBSERVER,
            country="US",
            zone="UTC",
        )
    answer = commands.show_roster(typed(hall, SINA))
    pages = 1
    while onward := [value for label, _, value in buttons(answer) if label == "Next"]:
        answer = commands.show_roster(pressed(hall, SINA, onward[0]))
        assert answer.replace
        words(answer)
        pages += 1
    assert pages == 26
    assert "Body 299" in words(answer)


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

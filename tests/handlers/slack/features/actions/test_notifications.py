"""The morning message as it is read: headings, buttons, and three hundred items that still fit."""

import re
from datetime import UTC, date, datetime

import pytest

from bot.domain.action_item import Urgency
from bot.domain.chair_notices import Addressee, PassedOn
from bot.domain.group import Group
from bot.domain.notifications import Morning
from bot.domain.organisation import Organisation, OrganisationKind
from bot.domain.person import Person
from handlers.sandbox.validation.blocks import count_text
from handlers.slack.features.actions.notifications import (
    RENDERERS,
    morning_blocks,
    passed_on_blocks,
)
from tests.bot.use_cases.actions.network import action, dialogue
from tests.handlers.slack.features.actions.scenes import buttons, words

TODAY = date(2026, 12, 7)
STARTS = datetime(2026, 12, 9, 14, tzinfo=UTC)


def organisation(kind=OrganisationKind.MEMBER, name="Ofcom"):
    return Organisation(id=5, name=name, kind=kind, country="GB", zone="Europe/London")


def person(speaks_for):
    return Person(
        user_id="U1",
        name="liam",
        zone="Europe/London",
        locale="en-GB",
        active=True,
        is_bot=False,
        secretariat=False,
        organisation=speaks_for,
    )


def group(number, name="Technology"):
    return Group(id=number, channel_id=f"C{number}", name=name, zone="UTC", created_at=STARTS)


def morning(*, speaks_for=None, groups=1, **changes):
    fields = {
        "person": person(speaks_for or organisation()),
        "today": TODAY,
        "groups": {n: group(n, f"Group {n}") for n in range(1, groups + 1)},
    }
    return Morning(**{**fields, **changes})


def due(number, urgency, **changes):
    return urgency, action(number, 1, due_on=TODAY, **changes)


def test_headings_items_and_their_buttons():
    blocks = morning_blocks(
        morning(
            actions=(due(1, Urgency.OVERDUE), due(2, Urgency.TODAY), due(3, Urgency.SOON)),
            unanswered=(dialogue(12, 1, STARTS),),
            unowned=(action(4, 1, owner_user_id=None),),
        )
    )
    said = words(blocks)
    assert [line for line in said.splitlines() if "(1)" in line or "morning" in line] == [
        "Your morning, Monday 7 December 2026",
        "Overdue (1)",
        "Due today (1)",
        "Due in the next three days (1)",
        "Dialogues that wait for your answer (1)",
        "Nobody owns these yet (1)",
    ]
    assert "Wednesday 9 December 2026, 14:00 (Europe/London, UTC+0)" in said
    assert buttons(blocks) == [
        ("Done", "action.done", "A1|morning"),
        ("Snooze", "action.snooze", "A1|morning"),
        ("Hand over", "action.handover", "A1|morning"),
        ("Done", "action.done", "A2|morning"),
        ("Snooze", "action.snooze", "A2|morning"),
        ("Hand over", "action.handover", "A2|morning"),
        ("Done", "action.done", "A3|morning"),
        ("Snooze", "action.snooze", "A3|morning"),
        ("Hand over", "action.handover", "A3|morning"),
        ("Going", "dialogue.rsvp:going", "D12|going"),
        ("Maybe", "dialogue.rsvp:maybe", "D12|maybe"),
        ("Can't", "dialogue.rsvp:cannot", "D12|cannot"),
        ("Give to someone", "action.handover", "A4|morning"),
    ]


def test_observers_cannot_hand_over():
    blocks = morning_blocks(
        morning(
            speaks_for=organisation(OrganisationKind.OBSERVER), actions=(due(1, Urgency.TODAY),)
        )
    )
    assert [label for label, *_ in buttons(blocks)] == ["Done", "Snooze"]


def test_an_organisations_action_says_that_no_person_is_named():
    shared = due(1, Urgency.TODAY, owner_user_id=None, owner_organisation_id=5)
    blocks = morning_blocks(morning(actions=(shared,)))
    assert "for Ofcom, no person named yet" in words(blocks)
    assert [label for label, *_ in buttons(blocks)] == ["Done", "Hand over"]


def test_the_group_is_named_where_there_are_several():
    one = morning(actions=(due(1, Urgency.TODAY),))
    assert "Group 1" not in words(morning_blocks(one))
    several = morning(actions=(due(1, Urgency.TODAY),), groups=2)
    assert "due Monday 7 December 2026 · Group 1" in words(morning_blocks(several))


def test_three_hundred_items_with_the_longest_words_fit():
    long = "ب" * 150
    actions = tuple(
        due(n, urgency, title=long, owner_user_id=None, owner_organisation_id=5)
        for urgency, numbers in (
            (Urgency.OVERDUE, range(1, 101)),
            (Urgency.TODAY, range(101, 103)),
            (Urgency.SOON, range(103, 203)),
        )
        for n in numbers
    )
    told = morning(
        speaks_for=organisation(name="O" * 80),
        groups=2,
        actions=actions,
        unanswered=tuple(dialogue(n, 1, STARTS, title=long) for n in range(1, 51)),
        unowned=tuple(action(n, 1, title=long) for n in range(900, 948)),
    )
    told = Morning(
        **{
            **{name: getattr(told, name) for name in told.__slots__},
            "groups": {n: group(n, "G" * 80) for n in (1, 2)},
        }
    )
    blocks = morning_blocks(told)
    assert len(blocks) <= 47
    assert count_text(blocks) < 11_000
    said = words(blocks)
    assert "Overdue (100)" in said
    assert "And 93 more: /action list overdue mine" in said
    assert "Due today (2)" in said
    assert "And 97 more: /action" in said
    assert "And 47 more: /dialogue" in said
    assert "And 45 more: /action list open" in said
    assert sum(action_id == "action.done" for _, action_id, _ in buttons(blocks)) == 12


def test_a_delegate_is_told_for_whom():
    blocks = morning_blocks(morning(delegated=((dialogue(12, 1, STARTS), "Amara Okafor"),)))
    said = words(blocks)
    assert "You are asked to come instead of a colleague (1)" in said
    assert "(Europe/London, UTC+0)> · Amara Okafor can't come and has named you" in said
    assert [label for label, *_ in buttons(blocks)] == ["Going", "Maybe", "Can't"]


def test_six_full_headings_fit():
    long = "ب" * 150
    everything = morning(
        actions=tuple(due(n, Urgency(u), title=long) for n, u in enumerate(list(Urgency) * 20)),
        unanswered=tuple(dialogue(n, 1, STARTS, title=long) for n in range(50)),
        delegated=tuple((dialogue(n, 1, STARTS, title=long), "N" * 80) for n in range(50)),
        unowned=tuple(action(n, 1, title=long) for n in range(50)),
    )
    blocks = morning_blocks(everything)
    assert len(blocks) == 49, "one place is kept for the note on lateness"
    assert count_text(blocks) < 11_000
    assert words(blocks).count("And ") == 6


def test_it_is_found_by_its_letters_type():
    assert RENDERERS[Morning] is morning_blocks
    assert RENDERERS[PassedOn] is passed_on_blocks


def passed_on(how_many):
    actions = tuple(
        (action(n, 1, title=f"{n} " + "w" * 148, owner_user_id=None), "Ofcom" * 8)
        for n in range(1, how_many + 1)
    )
    return PassedOn(group=group(1, "Technology"), words="@liam left.", actions=actions)


def test_each_action_of_somebody_who_left_has_a_button_beside_it():
    blocks = passed_on_blocks(passed_on(2))
    assert buttons(blocks) == [
        ("Hand over", "action.handover", "A1|morning"),
        ("Hand over", "action.handover", "A2|morning"),
    ]
    said = words(blocks)
    assert "For the chairs of Technology" in said
    assert "A2 2 w" in said
    assert "no due date · now with Ofcom" in said


def test_it_says_when_it_is_for_the_secretariat():
    notification = PassedOn(group=group(1, "Technology"), words="-", to=Addressee.SECRETARIAT)
    assert "For the secretariat, about Technology" in words(passed_on_blocks(notification))


@pytest.mark.parametrize("how_many", [300, 5_000])
def test_hundreds_of_them_fit_and_each_is_named(how_many):
    blocks = passed_on_blocks(passed_on(how_many))
    assert len(blocks) < 49
    assert count_text(blocks) < 12_000
    said = words(blocks)
    named = [number for number in range(1, how_many + 1) if re.search(rf"\bA{number}\b", said)]
    if how_many == 300:
        assert len(named) == 300
    else:
        assert f"and {how_many - len(named)} more, which /action list open shows" in said
    assert "/action assign A19 @person" in said

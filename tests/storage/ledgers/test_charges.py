"""The ledger of what dialogues cost, on both databases."""

from datetime import timedelta

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus
from bot.domain.fairness import Charge
from bot.domain.person import OrganisationKind
from bot.domain.roles import Role
from tests.storage.records import DAY, NOW, dialogue, nobody, reader, secretariat

HOUR = timedelta(hours=1)


@pytest.fixture
def organisation(unit):
    made = unit.organisations.add(
        name="OSC", kind=OrganisationKind.MEMBER, country="FJ", zone="Pacific/Fiji"
    )
    return made.id


@pytest.fixture
def other(unit):
    return unit.organisations.add(
        name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="Europe/London"
    ).id


def charges(number, group, *organisations, points=5, year=2026):
    return [
        Charge(number=number, organisation_id=o, group_id=group, year=year, points=points)
        for o in organisations
    ]


def test_charges_add_up_by_organisation_and_year(unit, group, organisation, other):
    for number in (1, 2, 3):
        unit.dialogues.add(dialogue(number, group))
    assert unit.charges.keep_charges(charges(1, group, organisation, other)) == 2
    assert unit.charges.keep_charges(charges(2, group, organisation, points=3)) == 1
    assert unit.charges.keep_charges(charges(3, group, other, points=9, year=2027)) == 1
    assert unit.charges.points_of_year(secretariat(), group, 2026) == {organisation: 8, other: 5}
    assert unit.charges.points_of_year(secretariat(), group, 2027) == {other: 9}
    assert unit.charges.points_of_year(secretariat(), group + 1, 2026) == {}
    assert unit.charges.years_charged(secretariat(), group) == (2026, 2027)
    assert [c.number for c in unit.charges.of_year(secretariat(), group, 2026)] == [1, 1, 2]


def test_charging_twice_keeps_the_first(unit, group, organisation):
    unit.dialogues.add(dialogue(1, group))
    unit.charges.keep_charges(charges(1, group, organisation, points=5))
    assert unit.charges.keep_charges(charges(1, group, organisation, points=9)) == 0
    assert unit.charges.points_of_year(secretariat(), group, 2026) == {organisation: 5}


def test_a_refund_takes_back_all_of_one_dialogue(unit, group, organisation, other):
    for number in (1, 2):
        unit.dialogues.add(dialogue(number, group))
        unit.charges.keep_charges(charges(number, group, organisation, other))
    assert unit.charges.take_back(1) == 2
    assert unit.charges.take_back(1) == 0
    assert unit.charges.points_of_year(secretariat(), group, 2026) == {organisation: 5, other: 5}


def test_only_what_has_ended_and_was_not_charged_waits(unit, group, other_group, organisation):
    ends = {
        1: (group, NOW - 2 * DAY, {}),
        2: (group, NOW - HOUR, {}),
        3: (group, NOW - HOUR, {"minutes": 61}),
        4: (group, NOW - HOUR, {"status": DialogueStatus.CANCELLED}),
        5: (group, NOW - HOUR, {"audience": Audience.MEMBERS}),
        6: (other_group, NOW - HOUR, {}),
        7: (group, NOW - 3 * DAY, {}),
        8: (group, NOW - HOUR, {}),
    }
    for number, (where, starts_at, changes) in ends.items():
        unit.dialogues.add(dialogue(number, where, starts_at=starts_at, **changes))
    unit.charges.keep_charges(charges(8, group, organisation, points=0))
    waiting = unit.charges.not_yet_charged([group, other_group], NOW - 2 * DAY, NOW)
    assert [d.number for d in waiting] == [1, 2, 5, 6]
    assert [d.number for d in unit.charges.not_yet_charged([group], NOW - 2 * DAY, NOW)] == [
        1,
        2,
        5,
    ]
    assert unit.charges.not_yet_charged([], NOW - 2 * DAY, NOW) == ()


@pytest.mark.parametrize(
    ("audience", "seen"),
    [(Audience.MEMBERS, 0), (Audience.GROUP, 1), (Audience.NETWORK, 1)],
)
def test_a_reader_gets_the_charges_of_what_they_may_see(unit, group, organisation, audience, seen):
    unit.dialogues.add(dialogue(1, group, audience=audience))
    unit.charges.keep_charges(charges(1, group, organisation))
    for asked, expected in (
        (reader(group, role=Role.OBSERVER), seen),
        (reader(group), 1),
        (secretariat(), 1),
        (nobody(), 0),
    ):
        assert len(unit.charges.of_year(asked, group, 2026)) == expected
        assert len(unit.charges.points_of_year(asked, group, 2026)) == expected
        assert len(unit.charges.years_charged(asked, group)) == expected

"""Rules of the roster: who may change it, zones as typed, and whose role a change moves."""

from dataclasses import replace

import pytest

from bot.domain.errors import NotAllowed, NotValid
from bot.domain.roles import Reader, Role
from bot.use_cases.context import Context
from bot.use_cases.roster.rules import (
    RoleShift,
    demand_secretariat,
    read_zone,
    role_shifts,
    roles_held,
)
from tests.bot.use_cases.groups.hall import (
    AMARA,
    FAR,
    GETHIN,
    GRETA,
    MINJI,
    NOW,
    PUBLIC,
    RAHUL,
    SINA,
    STRANGER,
    TANIS,
)


@pytest.mark.parametrize(
    ("typed", "key"),
    [(" europe/dublin ", "Europe/Dublin"), ("asia/calcutta", "Asia/Calcutta"), ("UTC", "UTC")],
)
def test_a_zone_is_read_in_any_letter_case(typed, key):
    assert read_zone(typed) == key


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (None, "Please give a time zone, for example Europe/Dublin."),
        ("  ", "Please give a time zone, for example Europe/Dublin."),
        ("EST", "EST"),
        ("Europe/Dubln", "Europe/Dublin"),
    ],
)
def test_what_clocks_do_not_follow_is_refused_with_near_ones(typed, words):
    with pytest.raises(NotValid) as refused:
        read_zone(typed)
    assert refused.value.field == "zone"
    assert words in refused.value.words


def test_those_of_the_secretariat_that_slack_knows_are_named(hall):
    for user_id in (GRETA, STRANGER, AMARA):
        hall.work.people.appoint_secretariat(user_id)
    hall.work.people.keep_seen(replace(hall.facts[GRETA], active=False), NOW)
    with pytest.raises(NotAllowed) as refused:
        demand_secretariat("change the roster", Context(hall.reader(MINJI), hall.work, NOW))
    assert refused.value.words == (
        "Only the secretariat can change the roster. Secretariat: @amara and @sina."
    )
    demand_secretariat("change the roster", Context(hall.reader(SINA), hall.work, NOW))


def test_where_nobody_is_named_an_admin_can_tell(hall):
    hall.work.people.appoint_secretariat(SINA, appointed=False)
    with pytest.raises(NotAllowed, match="an admin of this workspace can tell you"):
        demand_secretariat("change the roster", Context(hall.reader(MINJI), hall.work, NOW))


def held(hall):
    everyone = (AMARA, GETHIN, MINJI, TANIS, RAHUL, FAR, STRANGER)
    return roles_held(everyone, Context(Reader.system(), hall.work, NOW, hall.channels))


def test_roles_are_held_where_people_are_and_slack_says_so(hall):
    group = hall.set_up(chairs=(AMARA,)).group
    hall.channels[PUBLIC.channel_id] = replace(PUBLIC, members=frozenset({MINJI, STRANGER}))
    other = hall.set_up(channel=PUBLIC, name="Education").group
    del hall.channels[group.channel_id]
    assert held(hall) == {
        (MINJI, other.id): Role.MEMBER,
        (STRANGER, other.id): Role.OBSERVER,
    }


def test_only_what_a_change_moves_is_a_shift(hall):
    group = hall.set_up(chairs=(AMARA,)).group
    before = held(hall)
    ofcom, fosi = (hall.organisations[name] for name in ("Ofcom", "FOSI"))
    hall.work.people.assign(AMARA, fosi.id)
    hall.work.people.assign(TANIS, ofcom.id)
    hall.work.people.assign(GETHIN, hall.organisations["KCSC"].id)
    shifts = role_shifts(before, held(hall), work=hall.work)
    assert set(shifts) == {
        RoleShift(user_id=AMARA, group=group, was=Role.CHAIR, now=Role.OBSERVER),
        RoleShift(user_id=TANIS, group=group, was=Role.OBSERVER, now=Role.MEMBER),
    }

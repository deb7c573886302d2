"""Which organisations a dialogue invites, and how many of them come."""

from dataclasses import replace

import pytest

from bot.domain.audience import Audience
from bot.domain.dialogue import RsvpAnswer
from bot.use_cases.dialogues.rules.invited import Guests, count_members, invited_organisations
from tests.bot.use_cases.dialogues.town import AMARA, LIAM, MINJI, NORA, NOW, TECH, ZOE, channel
from tests.storage.records import rsvp

MEMBERS, GROUP, NETWORK = Audience


def names(town, audience, *members):
    presence = {TECH: channel(TECH, members)} if members else {}
    context = replace(town.by(LIAM), presence=presence)
    found = invited_organisations(audience, town.tech, context)
    return [organisation.name for organisation in found]


@pytest.mark.parametrize(
    ("audience", "invited"),
    [
        (MEMBERS, ["KCSC", "Ofcom", "eSafety"]),
        (GROUP, ["KCSC", "NCMEC", "Ofcom", "eSafety"]),
        (NETWORK, ["Arcom", "KCSC", "NCMEC", "Ofcom", "eSafety"]),
    ],
)
def test_those_in_the_channel_and_in_the_audience_each_once(town, audience, invited):
    assert sorted(names(town, audience, *town.presence[TECH].members, ZOE)) == sorted(invited)


def test_of_a_channel_that_nobody_can_read_only_the_network_is_known(town):
    assert names(town, GROUP) == names(town, MEMBERS) == []
    assert len(names(town, NETWORK)) == 5


def test_whoever_has_left_or_is_lowered_brings_nobody(town):
    town.work.people.keep_seen(replace(town.facts(MINJI), active=False), NOW)
    town.work.roles.lower_person(town.tech.id, LIAM, lowered=True)
    assert names(town, GROUP, LIAM, MINJI) == ["Ofcom"]
    assert names(town, MEMBERS, LIAM, MINJI, AMARA) == ["eSafety"]
    assert names(town, MEMBERS, LIAM, ZOE) == ["Ofcom"], "a colleague counts for themself"


def test_members_who_go_are_counted_of_those_invited(town):
    """Six answers: two member organisations go. An organisation that left the channel counts."""
    of = {name: organisation.id for name, organisation in town.organisations.items()}
    answers = [
        rsvp(LIAM, organisation_id=of["Ofcom"]),
        rsvp(ZOE, organisation_id=of["Ofcom"]),
        rsvp(AMARA, RsvpAnswer.CANNOT, organisation_id=of["eSafety"]),
        rsvp(MINJI, RsvpAnswer.MAYBE, organisation_id=of["KCSC"]),
        rsvp(NORA, organisation_id=of["NCMEC"]),
        rsvp("U0PAST", organisation_id=of["Arcom"]),
    ]
    guests = Guests(town.tech, town.by(LIAM))
    assert count_members(answers, guests.of_audience(GROUP), work=town.work) == (2, 4)
    assert count_members([], guests.of_audience(GROUP), work=town.work) == (0, 3)
    assert count_members(answers[:1], (), work=town.work) == (1, 1)

"""Which organisations a dialogue invites, and how many of them come."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.dialogue import Dialogue, RsvpAnswer
from bot.domain.person import Organisation, OrganisationKind
from bot.domain.zones import to_wall
from bot.use_cases.dialogues.rules.invited import (
    changed_along,
    invited_at_last,
    invited_organisations,
    is_out_of_hours,
    local_starts,
    out_of_hours,
    time_in_revision,
    turnout_of,
)
from bot.use_cases.dialogues.rules.series_links import Scope
from tests.bot.use_cases.dialogues.town import (
    AMARA,
    DAY,
    LIAM,
    MINJI,
    NORA,
    NOW,
    START,
    TECH,
    ZOE,
    channel,
)
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
    guests = invited_organisations(GROUP, town.tech, town.by(LIAM))
    for rsvps, invited, counted in (
        (answers, guests, (2, 4)),
        (answers[:0], guests, (0, 3)),
        (answers[:1], (), (1, 1)),
    ):
        found = turnout_of(tuple(rsvps), invited, work=town.work)
        assert (found.members_coming, found.members_invited) == counted


ZONES = {
    "OSC": "Pacific/Fiji",
    "eSafety": "Australia/Sydney",
    "KCSC": "Asia/Seoul",
    "Ofcom": "Europe/London",
    "Coimisiún na Meán": "Europe/Dublin",
    "NCMEC": "America/New_York",
}
ORGANISATIONS = [
    Organisation(id=n, name=name, kind=OrganisationKind.MEMBER, country="XX", zone=zone)
    for n, (name, zone) in enumerate(ZONES.items(), 1)
]


def dialogue(starts_at, zone="Europe/London"):
    return Dialogue(
        number=1,
        group_id=1,
        title="Roundtable",
        wall=to_wall(starts_at, zone),
        zone=zone,
        starts_at=starts_at,
        created_by="U1",
        created_at=starts_at,
    )


@pytest.mark.parametrize(
    ("local", "out"),
    [
        ("2026-12-08T06:59", True),
        ("2026-12-08T07:00", False),
        ("2026-12-08T21:59", False),
        ("2026-12-08T22:00", True),
        ("2026-12-08T00:00", True),
        ("2026-12-11T12:00", False),
        ("2026-12-12T12:00", True),
        ("2026-12-13T12:00", True),
        ("2026-12-14T12:00", False),
    ],
)
def test_nights_and_weekends_are_out_of_hours(local, out):
    assert is_out_of_hours(datetime.fromisoformat(local)) is out


def test_each_organisation_on_its_own_clock_and_day():
    planned = dialogue(datetime(2026, 12, 8, 14, 0, tzinfo=UTC))
    found = {s.organisation: (s.clock, s.days_off) for s in local_starts(planned, ORGANISATIONS)}
    assert found == {
        "NCMEC": ("09:00", 0),
        "Coimisiún na Meán": ("14:00", 0),
        "Ofcom": ("14:00", 0),
        "KCSC": ("23:00", 0),
        "eSafety": ("01:00", 1),
        "OSC": ("02:00", 1),
    }
    order = [s.organisation for s in local_starts(planned, ORGANISATIONS)]
    assert order == ["NCMEC", "Coimisiún na Meán", "Ofcom", "KCSC", "eSafety", "OSC"]


def test_the_day_before_west_of_the_dialogue():
    planned = dialogue(datetime(2026, 12, 8, 2, 0, tzinfo=UTC), "Asia/Seoul")
    found = {s.organisation: s.days_off for s in local_starts(planned, ORGANISATIONS)}
    assert found["NCMEC"] == -1
    assert found["KCSC"] == 0


def test_only_those_out_of_hours_are_named():
    planned = dialogue(datetime(2026, 12, 8, 14, 0, tzinfo=UTC))
    assert [s.organisation for s in out_of_hours(planned, ORGANISATIONS)] == [
        "KCSC",
        "eSafety",
        "OSC",
    ]


@given(st.integers(min_value=0, max_value=3 * 365 * 24 * 2))
def test_the_clock_is_the_one_on_the_wall_there(half_hours):
    at = datetime(2026, 1, 1, tzinfo=UTC) + half_hours * timedelta(minutes=30)
    planned = dialogue(at)
    for start in local_starts(planned, ORGANISATIONS):
        there = to_wall(at, start.zone)
        assert start.clock == f"{there:%H:%M}"
        assert planned.wall.date() + timedelta(days=start.days_off) == there.date()
        named = start in out_of_hours(planned, ORGANISATIONS)
        assert named is (there.hour < 7 or there.hour >= 22 or there.weekday() > 4)


class Feast:
    def on(self, country, day):
        return "Feast" if country == "XX" and day.day == 9 else None


def test_a_public_holiday_there_is_out_of_hours_and_named():
    planned = dialogue(datetime(2026, 12, 9, 12, 0, tzinfo=UTC))
    unsocial = out_of_hours(planned, ORGANISATIONS, Feast())
    named = {start.organisation: start.holiday for start in unsocial}
    assert named == {
        "NCMEC": "Feast",
        "Coimisiún na Meán": "Feast",
        "Ofcom": "Feast",
        "KCSC": "Feast",
        "eSafety": "Feast",
        "OSC": None,
    }
    assert [s.organisation for s in out_of_hours(planned, ORGANISATIONS)] == ["eSafety", "OSC"]


SEOUL = "Asia/Seoul"


def invited(town, number=1):
    return sorted(o.name for o in invited_at_last(town.kept(number), work=town.work))


def test_each_revision_keeps_its_time_and_zone(town):
    town.schedule()
    town.move(1, START + DAY, zone=SEOUL)
    town.move(1, START + 2 * DAY)
    dialogue = town.kept(1)
    told = [time_in_revision(dialogue, revision, work=town.work) for revision in (1, 2, 3)]
    assert [(one.starts_at, one.zone) for one in told] == [
        (START, "Europe/London"),
        (START + DAY, SEOUL),
        (START + 2 * DAY, "Europe/London"),
    ]
    unknown = time_in_revision(dialogue, 99, work=town.work)
    assert unknown == told[-1], "one that was never kept tells of the present"


def test_those_are_invited_who_were_there_at_the_last_time_or_audience(town):
    town.schedule()
    assert invited(town) == ["KCSC", "NCMEC", "Ofcom", "eSafety"]
    town.presence[TECH] = channel(TECH, {LIAM, NORA})
    town.edit(1, title="Another title")
    assert len(invited(town)) == 4, "only words have changed"
    town.edit(1, audience=Audience.MEMBERS)
    assert invited(town) == ["Ofcom"]
    town.move(1, START + DAY)
    assert invited(town) == ["Ofcom"]


def test_what_changed_with_another_one_is_told_there(town):
    town.schedule_series()
    town.move(2, START + 8 * DAY, scope=Scope.LATER)
    assert [changed_along(town.kept(n), work=town.work) for n in (1, 2, 3)] == [0, 0, 2]
    town.move(3, START + 20 * DAY)
    assert changed_along(town.kept(3), work=town.work) == 2, "its own move is no such change"

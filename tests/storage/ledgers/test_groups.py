"""The ledger of working groups, on both databases."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.audience import Audience
from bot.domain.group import Appointments, ChannelReading, Term
from bot.domain.person import OrganisationKind
from tests.databases import WORKSPACE
from tests.storage import records
from tests.storage.records import DAY, NOW


def test_a_group_comes_back_as_it_was_added_but_with_its_own_id(unit):
    asked = records.group(
        id=99,
        reminders=(10, 20),
        digest_weekday=0,
        digest_time=time(9, 30),
        default_audience=Audience.MEMBERS,
        show_left_out=True,
    )
    added = unit.groups.add(asked)
    assert added == replace(asked, id=added.id)
    assert unit.groups.get(added.id) == added
    assert unit.groups.by_channel("C1") == added


def test_a_group_of_another_workspace_is_not_there(unit):
    assert unit.groups.by_channel("C1") is None
    assert unit.groups.all() == ()
    assert unit.groups.get(1) is None


def test_a_channel_has_one_group(unit, group):
    with pytest.raises(IntegrityError):
        unit.groups.add(records.group(name="Another"))


def test_a_changed_group_is_kept(unit, group):
    changed = replace(unit.groups.get(group), name="Tech", digest_weekday=4, reminders=())
    unit.groups.change(changed)
    assert unit.groups.get(group) == changed


def test_a_weekday_that_does_not_exist_is_refused(unit, group):
    with pytest.raises(IntegrityError):
        unit.groups.change(replace(unit.groups.get(group), digest_weekday=7))


def test_all_groups_by_name(unit):
    for channel, name in [("C1", "technology"), ("C2", "Éducation"), ("C3", "Awareness")]:
        unit.groups.add(records.group(channel_id=channel, name=name))
    assert [g.name for g in unit.groups.all()] == ["Awareness", "technology", "Éducation"]


def term(user_id="U1", starts_on=date(2026, 1, 1), ends_on=None):
    return Term(user_id=user_id, starts_on=starts_on, ends_on=ends_on)


def test_a_group_starts_without_appointments(unit, group):
    assert unit.roles.of_group(group) == Appointments()


def test_terms_are_kept_a_group_at_a_time_in_order_of_their_start(unit, group, other_group):
    later, earlier = term("U2", date(2026, 6, 1)), term("U1", ends_on=date(2026, 5, 31))
    for appointed in (later, earlier):
        unit.roles.appoint_chair(group, appointed)
    unit.roles.appoint_chair(other_group, term("U3"))
    assert unit.roles.of_group(group).terms == (earlier, later)


def test_a_term_from_the_same_day_replaces_the_one_before(unit, group):
    unit.roles.appoint_chair(group, term(ends_on=date(2026, 3, 1)))
    unit.roles.appoint_chair(group, term(ends_on=date(2027, 3, 1)))
    assert unit.roles.of_group(group).terms == (term(ends_on=date(2027, 3, 1)),)


def test_ending_terms_shortens_what_runs_and_removes_what_has_not_begun(unit, group, other_group):
    over = term(starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 30))
    for appointed in (over, term(), term(starts_on=date(2027, 1, 1)), term("U2")):
        unit.roles.appoint_chair(group, appointed)
    unit.roles.appoint_chair(other_group, term())
    assert unit.roles.end_terms(group, "U1", date(2026, 11, 30))
    assert set(unit.roles.of_group(group).terms) == {
        over,
        term(ends_on=date(2026, 11, 30)),
        term("U2"),
    }
    assert unit.roles.of_group(other_group).terms == (term(),)


def test_ending_terms_that_are_over_changes_nothing(unit, group):
    unit.roles.appoint_chair(group, term(ends_on=date(2026, 3, 1)))
    assert not unit.roles.end_terms(group, "U1", date(2026, 11, 30))
    assert not unit.roles.end_terms(group, "U2", date(2026, 11, 30))


def test_a_person_is_lowered_and_raised_once(unit, group, other_group):
    assert unit.roles.lower_person(group, "U1", lowered=True)
    assert not unit.roles.lower_person(group, "U1", lowered=True)
    assert unit.roles.of_group(group).lowered == {"U1"}
    assert unit.roles.of_group(other_group).lowered == frozenset()
    assert unit.roles.lower_person(group, "U1", lowered=False)
    assert not unit.roles.lower_person(group, "U1", lowered=False)
    assert unit.roles.of_group(group).lowered == frozenset()


READING = ChannelReading(channel_id="C1", name="technology", members=("U1", "U2"), read_at=NOW)


def test_the_roster_of_the_last_check_outlives_new_readings(database):
    with database.transaction(WORKSPACE) as work:
        work.channels.keep_reading(READING)
        assert work.channels.last_roster("C1") is None
        work.channels.keep_roster("C1", {"U2": 3, "U1": 12})
        work.channels.keep_reading(replace(READING, members=("U1",), read_at=NOW + DAY))
    with database.transaction(WORKSPACE) as work:
        assert work.channels.last_roster("C1") == {"U1": 12, "U2": 3}
        assert work.channels.get("C1").members == ("U1",)


def test_an_empty_roster_is_not_none_and_of_no_reading_nothing_is_kept(database):
    with database.transaction(WORKSPACE) as work:
        work.channels.keep_reading(READING)
        work.channels.keep_roster("C1", {})
        work.channels.keep_roster("C2", {"U1": 1})
        assert work.channels.last_roster("C1") == {}
        assert work.channels.last_roster("C2") is None
    with database.transaction("T2") as work:
        assert work.channels.last_roster("C1") is None


def add(unit, name, kind=OrganisationKind.MEMBER):
    return unit.organisations.add(name=name, kind=kind, country="IE", zone="Europe/Dublin")


def test_an_organisation_comes_back_as_it_was_added(unit):
    added = add(unit, "Coimisiún na Meán")
    assert (added.name, added.kind, added.zone) == (
        "Coimisiún na Meán",
        OrganisationKind.MEMBER,
        "Europe/Dublin",
    )
    assert unit.organisations.get(added.id) == added


@pytest.mark.parametrize("typed", ["ÉCOLE", "  école ", "École", "e\u0301cole"])
def test_it_is_found_by_name_whatever_the_letter_case_and_outer_space(unit, typed):
    added = add(unit, "École")
    assert unit.organisations.by_name(typed) == added


def test_a_name_of_another_workspace_is_not_found(unit):
    assert unit.organisations.by_name("ACME") is None
    assert add(unit, "acme").name == "acme"


def test_a_name_is_taken_in_any_letter_case(unit):
    add(unit, "Straße")
    with pytest.raises(IntegrityError):
        add(unit, "STRASSE")


def test_a_changed_organisation_is_found_by_its_new_name_only(unit):
    added = add(unit, "Old")
    changed = replace(added, name="New", kind=OrganisationKind.OBSERVER, zone="Asia/Seoul")
    unit.organisations.change(changed)
    assert unit.organisations.by_name("new") == changed
    assert unit.organisations.by_name("old") is None


def test_members_come_first_and_each_by_name(unit):
    for name, kind in [
        ("zeta", OrganisationKind.MEMBER),
        ("Alpha", OrganisationKind.OBSERVER),
        ("Éire", OrganisationKind.MEMBER),
        ("Beta", OrganisationKind.MEMBER),
    ]:
        add(unit, name, kind)
    assert [o.name for o in unit.organisations.all()] == ["Beta", "zeta", "Éire", "Alpha"]

"""The ledger of people, on both databases."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from storage.tables import people
from tests.storage.records import DAY, NOW


@pytest.fixture
def dublin(unit):
    return unit.organisations.add(
        name="Dublin", kind=OrganisationKind.MEMBER, country="IE", zone="Europe/Dublin"
    )


def test_a_person_never_seen_is_unknown(unit):
    assert unit.people.get("U1") is None
    assert unit.people.all() == ()
    assert unit.people.by_ids(["U1"]) == {}


def test_a_person_is_as_slack_last_described_them(unit):
    unit.people.keep_seen(PersonFacts(user_id="U1", name="Amara", zone="Asia/Seoul"), NOW)
    unit.people.keep_seen(PersonFacts(user_id="U1", name="Amara N", zone="Asia/Tokyo"), NOW + DAY)
    person = unit.people.get("U1")
    assert (person.name, person.zone, person.active) == ("Amara N", "Asia/Tokyo", True)
    assert person.organisation is None
    assert person.standing is None


def test_being_seen_unchanged_writes_nothing(unit, connection):
    facts = PersonFacts(user_id="U1", name="Amara", zone="Asia/Seoul", is_guest=True)
    unit.people.keep_seen(facts, NOW)
    statements = []
    event.listen(
        connection,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_rest: statements.append(statement.split()[0]),
    )
    unit.people.keep_seen(facts, NOW + DAY)
    assert statements == ["SELECT"]


def test_being_seen_keeps_organisation_and_secretariat(unit, dublin):
    unit.people.assign("U1", dublin.id)
    unit.people.appoint_secretariat("U1")
    unit.people.keep_seen(PersonFacts(user_id="U1", name="Amara", active=False), NOW)
    person = unit.people.get("U1")
    assert person.organisation == dublin
    assert person.secretariat
    assert not person.active


@pytest.mark.parametrize(
    ("own", "assigned", "expected"),
    [
        ("Asia/Seoul", True, "Asia/Seoul"),
        (None, True, "Europe/Dublin"),
        (None, False, "UTC"),
    ],
)
def test_a_zone_falls_back_to_the_organisation_and_then_to_utc(
    unit, dublin, own, assigned, expected
):
    unit.people.keep_seen(PersonFacts(user_id="U1", name="Amara", zone=own), NOW)
    unit.people.assign("U1", dublin.id if assigned else None)
    assert unit.people.get("U1").zone == expected
    assert unit.people.by_ids(["U1"])["U1"].zone == expected


def test_assigning_someone_not_yet_seen_adds_a_bare_row(unit, dublin):
    unit.people.assign("U7", dublin.id)
    person = unit.people.get("U7")
    assert (person.name, person.standing, person.secretariat) == (
        "U7",
        OrganisationKind.MEMBER,
        False,
    )


def test_nobody_can_speak_for_an_organisation_of_another_workspace(unit, connection):
    noise = connection.execute(
        select(people.c.organisation_id).where(people.c.workspace_id == "T2")
    ).scalar_one()
    with pytest.raises(IntegrityError):
        unit.people.assign("U1", noise)


def test_among_returns_the_known_ones_asked_for(unit):
    for user_id in ("U1", "U2", "U3"):
        unit.people.keep_seen(PersonFacts(user_id=user_id, name=user_id), NOW)
    assert set(unit.people.by_ids(["U1", "U3", "U4"])) == {"U1", "U3"}


def test_everyone_with_the_unassigned_first_then_by_organisation_and_name(unit, dublin):
    athens = unit.organisations.add(
        name="athens", kind=OrganisationKind.OBSERVER, country="GR", zone="Europe/Athens"
    )
    for user_id, name, organisation in [
        ("U1", "Zoe", dublin.id),
        ("U2", "amara", dublin.id),
        ("U3", "Élise", athens.id),
        ("U4", "Wanda", None),
    ]:
        unit.people.keep_seen(PersonFacts(user_id=user_id, name=name), NOW)
        unit.people.assign(user_id, organisation)
    assert [p.name for p in unit.people.all()] == ["Wanda", "Élise", "amara", "Zoe"]


def test_the_secretariat_is_whom_one_appointed_and_did_not_dismiss(unit):
    unit.people.appoint_secretariat("U1")
    unit.people.appoint_secretariat("U2")
    unit.people.appoint_secretariat("U2", appointed=False)
    unit.people.appoint_secretariat("U3", appointed=False)
    assert unit.people.secretariat_ids() == {"U1"}
    assert unit.people.get("U3") is None


def test_of_kind_holds_the_active_people_of_such_organisations(unit, dublin):
    watch = unit.organisations.add(
        name="Watch", kind=OrganisationKind.OBSERVER, country="IE", zone="UTC"
    )
    for user_id, organisation, active in [
        ("U2", dublin.id, True),
        ("U3", dublin.id, False),
        ("U4", watch.id, True),
        ("U5", None, True),
    ]:
        unit.people.keep_seen(PersonFacts(user_id=user_id, name=user_id, active=active), NOW)
        unit.people.assign(user_id, organisation)
    assert unit.people.of_kind(OrganisationKind.MEMBER) == {"U2"}
    assert unit.people.of_kind(OrganisationKind.OBSERVER) == {"U4"}

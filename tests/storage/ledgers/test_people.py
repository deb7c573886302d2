"""The ledger of people, on both databases."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import IntegrityError

from bot.domain.person import HowOften, OrganisationKind, PersonFacts
from storage.ledgers.people import _NAMES
from storage.tables import people
from tests.storage.records import DAY, NOW, action, group, owed


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


def seen(unit, *user_ids):
    for user_id in user_ids:
        unit.people.keep_seen(PersonFacts(user_id=user_id, name=f"{user_id}!"), NOW)


def test_known_by_name_are_those_that_slack_has_described(unit, dublin):
    seen(unit, "U1")
    unit.people.assign("U2", dublin.id)
    assert unit.people.known_by_name() == {"U1"}
    seen(unit, "U2")
    assert unit.people.known_by_name() == {"U1", "U2"}


def test_an_older_word_does_not_replace_a_newer_one(unit):
    unit.people.keep_seen(PersonFacts(user_id="U1", name="Amara Okonkwo"), NOW)
    unit.people.keep_seen(PersonFacts(user_id="U1", name="Amara", active=False), NOW - DAY)
    assert (unit.people.get("U1").name, unit.people.get("U1").active) == ("Amara Okonkwo", True)


def test_who_is_needed_or_named_somewhere_is_kept_and_others_are_forgotten(unit, dublin):
    kept = ("UHERE", "UROSTER", "USEC", "UOWNS", "UMADE", "UWROTE", "USUBJECT", "UOWED", "UCHOSE")
    seen(unit, *kept, "UGONE", "UTOLD")
    unit.people.assign("UROSTER", dublin.id)
    unit.people.appoint_secretariat("USEC")
    unit.people.choose_mornings("UCHOSE", HowOften.WEEKLY, 9)
    tech = unit.groups.add(group())
    unit.actions.add(action(1, tech.id, owner_user_id="UOWNS", created_by="UMADE"))
    unit.journal.record("UWROTE", "assigned", "USUBJECT", NOW)
    unit.deliveries.owe([owed(recipient="UOWED"), owed(recipient="UTOLD")], NOW)
    (told,) = unit.deliveries.of_recipient("UTOLD", NOW - DAY)
    unit.deliveries.drop_owed([told.id], why="moved", now=NOW)
    assert unit.people.forget_unneeded(["UHERE"]) == 2
    assert {person.user_id for person in unit.people.all()} == set(kept)
    assert unit.people.forget_unneeded(["UHERE"]) == 0
    assert unit.people.forget_unneeded([]) == 1


COLUMNS_OF_IDS = {
    "agenda_items": {"presenter_user_id", "suggested_by"},
    "actions": {"owner_user_id", "created_by", "settled_by", "passed_on_from", "given_by"},
    "journal": {"who", "subject", "detail"},
    "practices": {"author", "reviewed_by"},
    "rsvps": {"user_id", "delegate_user_id"},
    "terms": {"user_id"},
}


@pytest.mark.parametrize("table", COLUMNS_OF_IDS)
def test_columns_with_user_ids_are_known_by_their_names(table):
    found = {column.name for column in _NAMES if column.table.name == table}
    assert found == COLUMNS_OF_IDS[table]

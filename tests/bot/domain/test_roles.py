"""The table of rights (section 2 of the design), cell by cell, and the reader it is asked for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audience import Audience
from bot.domain.group import Appointments, Group, Term
from bot.domain.person import OrganisationKind
from bot.domain.roles import Act, Reader, Role, may, role_of

GROUP = Group(
    id=7,
    channel_id="C1",
    name="Technology",
    zone="Pacific/Auckland",
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)
NO, OWN, YES = "no", "own", "yes"

# act: observer, member, chair; the secretariat may do all of it
TABLE = {
    Act.SCHEDULE_DIALOGUE: (NO, YES, YES),
    Act.CHANGE_DIALOGUE: (NO, OWN, YES),
    Act.ANSWER_DIALOGUE: (YES, YES, YES),
    Act.SEE_FAIRNESS: (YES, YES, YES),
    Act.SEE_PEOPLE: (YES, YES, YES),
    Act.SUGGEST_ITEM: (YES, YES, YES),
    Act.ARRANGE_AGENDA: (NO, NO, YES),
    Act.CONFIRM_ATTENDANCE: (NO, NO, YES),
    Act.CORRECT_MINUTES: (NO, YES, YES),
    Act.RUN_MINUTES: (NO, NO, YES),
    Act.LOG_ACTION: (NO, YES, YES),
    Act.COMPLETE_ACTION: (OWN, OWN, YES),
    Act.CHANGE_ACTION: (NO, OWN, YES),
    Act.SUBMIT_PRACTICE: (YES, YES, YES),
    Act.CHANGE_PRACTICE: (OWN, OWN, YES),
    Act.REVIEW_PRACTICE: (NO, NO, YES),
    Act.RECORD_DECISION: (NO, YES, YES),
    Act.CHANGE_DECISION: (NO, OWN, YES),
    Act.ANSWER_PROPOSAL: (NO, YES, YES),
    Act.EXTEND_PROPOSAL: (NO, NO, YES),
    Act.SEE_COVERAGE: (NO, NO, YES),
    Act.TAKE_STOCK: (NO, NO, YES),
    Act.RUN_DIGEST: (NO, NO, YES),
    Act.RUN_GROUP: (NO, NO, YES),
}
CELLS = [
    (act, role, cell)
    for act, row in TABLE.items()
    for role, cell in zip((Role.OBSERVER, Role.MEMBER, Role.CHAIR), row, strict=True)
]


def reader_as(role, *, secretariat=False):
    seats = {} if role is Role.OUTSIDER else {GROUP.id: role}
    return Reader(user_id="U1", secretariat=secretariat, seats=seats)


def test_the_table_has_every_act():
    assert set(TABLE) == set(Act)


@pytest.mark.parametrize(("act", "role", "cell"), CELLS)
def test_each_cell_of_the_table(act, role, cell):
    reader = reader_as(role)
    assert may(reader, act, GROUP.id) is (cell == YES)
    assert may(reader, act, GROUP.id, own=True) is (cell != NO)


@pytest.mark.parametrize("act", Act)
def test_outsiders_may_nothing_and_the_secretariat_everything(act):
    assert not may(reader_as(Role.OUTSIDER), act, GROUP.id, own=True)
    assert may(reader_as(Role.OUTSIDER, secretariat=True), act, GROUP.id)


@pytest.mark.parametrize("act", Act)
def test_a_role_counts_in_its_own_group_only(act):
    assert not may(reader_as(Role.CHAIR), act, GROUP.id + 1, own=True)


def test_a_reader_made_of_nothing_may_and_sees_nothing():
    nobody = Reader(user_id="U1")
    assert not any(may(nobody, act, GROUP.id, own=True) for act in Act)
    assert not any(nobody.sees(GROUP.id, audience) for audience in Audience)
    assert nobody.member_seats == ()


# Who sees what ------------------------------------------------------------------------------

SEEN = {
    Role.CHAIR: {Audience.MEMBERS, Audience.GROUP},
    Role.MEMBER: {Audience.MEMBERS, Audience.GROUP},
    Role.OBSERVER: {Audience.GROUP},
    Role.OUTSIDER: set(),
}


@pytest.mark.parametrize(("role", "seen"), SEEN.items())
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("rostered", [True, False])
def test_what_each_role_sees(role, seen, audience, rostered):
    seats = {} if role is Role.OUTSIDER else {GROUP.id: role}
    reader = Reader(user_id="U1", rostered=rostered, seats=seats)
    expected = rostered if audience is Audience.NETWORK else audience in seen
    assert reader.sees(GROUP.id, audience) is expected


@pytest.mark.parametrize("audience", Audience)
def test_the_secretariat_sees_all(audience):
    assert Reader(user_id="U1", secretariat=True).sees(GROUP.id, audience)


@given(st.dictionaries(st.integers(1, 9), st.sampled_from(list(Role))))
def test_members_only_records_are_for_chairs_and_members(seats):
    reader = Reader(user_id="U1", seats=seats)
    assert set(reader.member_seats) == {g for g in seats if reader.sees(g, Audience.MEMBERS)}
    assert all(seats[g] in (Role.CHAIR, Role.MEMBER) for g in reader.member_seats)


# A person's role in a group -------------------------------------------------------------------

CHAIRING = Appointments(terms=(Term(user_id="U1", starts_on=date(2026, 3, 1)),))
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def role(standing, *, appointments=CHAIRING, now=NOW):
    return role_of("U1", standing, group=GROUP, appointments=appointments, now=now)


@pytest.mark.parametrize(
    ("standing", "appointments", "expected"),
    [
        (OrganisationKind.MEMBER, CHAIRING, Role.CHAIR),
        (OrganisationKind.MEMBER, Appointments(), Role.MEMBER),
        (
            OrganisationKind.MEMBER,
            Appointments(terms=CHAIRING.terms, lowered=frozenset({"U1"})),
            Role.OBSERVER,
        ),
        (OrganisationKind.OBSERVER, CHAIRING, Role.OBSERVER),
        (None, CHAIRING, Role.OBSERVER),
    ],
)
def test_a_role_is_never_above_the_organisation(standing, appointments, expected):
    assert role(standing, appointments=appointments) is expected


def test_terms_run_on_the_groups_own_calendar():
    term = Term(user_id="U1", starts_on=date(2026, 6, 2), ends_on=date(2026, 6, 2))
    one_day = Appointments(terms=(term,))
    # In Auckland (UTC+12) the 2nd of June lasts from noon on the 1st to noon on the 2nd in UTC.
    for hours, expected in (
        (11, Role.MEMBER),
        (12, Role.CHAIR),
        (35, Role.CHAIR),
        (36, Role.MEMBER),
    ):
        now = NOW + timedelta(hours=hours)
        assert role(OrganisationKind.MEMBER, appointments=one_day, now=now) is expected


@given(
    standing=st.sampled_from([None, *OrganisationKind]),
    lowered=st.booleans(),
    chairing=st.booleans(),
)
def test_least_rights_whenever_anything_is_missing(standing, lowered, chairing):
    appointments = Appointments(
        terms=CHAIRING.terms if chairing else (), lowered=frozenset({"U1"} if lowered else ())
    )
    found = role(standing, appointments=appointments)
    if standing is not OrganisationKind.MEMBER or lowered:
        assert found is Role.OBSERVER
    else:
        assert found is (Role.CHAIR if chairing else Role.MEMBER)


EVERY_AUDIENCE = {Audience.MEMBERS, Audience.GROUP, Audience.NETWORK}


@pytest.mark.parametrize("seats", ["seats", "kept_seats"])
@pytest.mark.parametrize(
    ("role", "rostered", "read"),
    [
        (Role.CHAIR, True, EVERY_AUDIENCE),
        (Role.MEMBER, True, EVERY_AUDIENCE),
        (Role.OBSERVER, True, {Audience.GROUP, Audience.NETWORK}),
        (Role.OBSERVER, False, {Audience.GROUP}),
    ],
    ids=["chair", "member", "observer", "unassigned"],
)
def test_entries_that_are_read_under_a_record(seats, role, rostered, read):
    """By a kept seat too: it opens fewer records, and under those what a seat would."""
    reader = Reader(user_id="U1", rostered=rostered, **{seats: {1: role}})
    assert reader.audiences_under(1) == read
    assert reader.audiences_under(2) == ({Audience.NETWORK} if rostered else set())


def test_entries_are_closed_to_a_reader_made_of_nothing_and_open_to_the_secretariat():
    assert Reader(user_id="U1").audiences_under(1) == set()
    assert Reader(user_id="U1", secretariat=True).audiences_under(1) == EVERY_AUDIENCE

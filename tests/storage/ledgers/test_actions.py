"""The ledger of action items, on both databases; who may see which is in test_visibility."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.action_item import ActionStatus, is_overdue
from bot.domain.person import OrganisationKind
from bot.domain.roles import Reader
from bot.ports.ledgers.actions import ActionQuery, ActionView
from storage.database.engine import writing_engine
from storage.unit_of_work import UnitOfWork
from tests.storage import records
from tests.storage.records import DAY, NOW, action, nobody, reader, secretariat

TODAY = NOW.date()


def find(unit, group, view=ActionView.OPEN, *, now=NOW, who=None, **fields):
    query = ActionQuery(group_ids=[group], view=view, now=now, **fields)
    return unit.actions.find_page(who or reader(group), query)


def numbers(page):
    return [found.number for found in getattr(page, "items", page)]


@pytest.fixture
def board(unit, group, other_group):
    """Eight actions of every sort, the last in another group."""
    done = {"status": ActionStatus.DONE, "settled_at": NOW, "settled_by": "U1"}
    dropped = {"status": ActionStatus.DROPPED, "settled_at": NOW - 9 * DAY}
    for number, fields in enumerate(
        [
            {"due_on": TODAY + 3 * DAY, "owner_user_id": "U1"},
            {},
            {"due_on": TODAY, "owner_user_id": "U1"},
            {"due_on": TODAY - DAY, "owner_user_id": "U2"},
            {"due_on": TODAY - 2 * DAY, **done, "created_at": NOW - 9 * DAY},
            {"due_on": TODAY - 2 * DAY, **dropped, "created_at": NOW - 10 * DAY},
            {"due_on": TODAY - DAY, "owner_user_id": "U1", "created_at": NOW - 10 * DAY},
        ],
        start=1,
    ):
        unit.actions.add(action(number, group, **fields))
    unit.actions.add(action(8, other_group, due_on=TODAY - DAY, owner_user_id="U1"))
    return group


def test_an_action_comes_back_as_it_was_added_and_changed(unit, group):
    unit.actions.add(action(104, group, note="Said", snoozed_until=TODAY))
    changed = action(104, group, owner_user_id="U2", due_on=TODAY, zone="Asia/Seoul")
    unit.actions.change(changed)
    assert unit.actions.get(reader(group), 104) == changed


def test_another_workspace_and_a_reader_without_rights_see_nothing(unit, board):
    assert unit.actions.get(secretariat(), 9) is None
    assert unit.actions.get(nobody(), 1) is None
    assert find(unit, board, ActionView.ALL, who=nobody()).total == 0
    assert all(found.title != "Noise" for found in find(unit, board, ActionView.ALL).items)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (ActionView.OPEN, [4, 7, 3, 1, 2]),
        (ActionView.OVERDUE, [4, 7]),
        (ActionView.DONE, [5]),
        (ActionView.ALL, [7, 6, 5, 4, 3, 2, 1]),
    ],
)
def test_each_view_shows_its_own_in_its_own_order(unit, board, view, expected):
    page = find(unit, board, view)
    assert numbers(page) == expected
    assert page.total == len(expected)


def test_a_page_knows_how_many_there_are_in_all(unit, board):
    page = find(unit, board, limit=2, offset=2)
    assert (numbers(page), page.total) == ([3, 1], 5)
    beyond = find(unit, board, limit=2, offset=20)
    assert (numbers(beyond), beyond.total) == ([], 5)


def test_lists_can_be_of_one_owner(unit, board):
    body = unit.organisations.add(
        name="Body", kind=OrganisationKind.MEMBER, country="IE", zone="UTC"
    )
    unit.actions.add(action(9, board, owner_organisation_id=body.id, owner_user_id="U2"))
    assert numbers(find(unit, board, owner_user_id="U1")) == [7, 3, 1]
    assert numbers(find(unit, board, ActionView.OVERDUE, owner_user_id="U1")) == [7]
    assert numbers(find(unit, board, owner_organisation_id=body.id)) == [9]
    assert find(unit, board, owner_organisation_id=body.id, owner_user_id="U1").total == 0


def test_unowned_means_neither_officer_nor_organisation(unit, board):
    body = unit.organisations.add(
        name="Body", kind=OrganisationKind.MEMBER, country="IE", zone="UTC"
    )
    unit.actions.add(action(9, board, owner_organisation_id=body.id))
    assert numbers(find(unit, board, unowned=True)) == [2]


@pytest.mark.parametrize(
    ("zone", "begins"),
    [
        ("Pacific/Fiji", datetime(2026, 12, 1, 12, 0, tzinfo=UTC)),
        ("Pacific/Kiritimati", datetime(2026, 12, 1, 10, 0, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 2, 8, 0, tzinfo=UTC)),
        ("UTC", datetime(2026, 12, 2, 0, 0, tzinfo=UTC)),
    ],
)
def test_overdue_begins_when_the_day_has_ended_in_the_owners_zone(unit, group, zone, begins):
    unit.actions.add(action(1, group, due_on=date(2026, 12, 1), zone=zone))
    just_before = begins - timedelta(microseconds=1)
    assert numbers(find(unit, group, ActionView.OVERDUE, now=just_before)) == []
    assert numbers(find(unit, group, ActionView.OVERDUE, now=begins)) == [1]


ZONES = ["Pacific/Fiji", "America/Los_Angeles", "Pacific/Kiritimati", "Etc/GMT+12", "UTC"]
OFFSETS = st.integers(-3, 3).map(lambda days: TODAY + timedelta(days=days))


@settings(max_examples=40)
@given(
    due=st.lists(st.tuples(OFFSETS, st.sampled_from(ZONES)), min_size=1, max_size=6),
    minutes=st.integers(-48 * 60, 48 * 60),
)
def test_overdue_in_sql_is_overdue_by_the_rule(shared_database, due, minutes):
    now = NOW + timedelta(minutes=minutes)
    with writing_engine(shared_database.engine).connect() as connection:
        transaction = connection.begin()
        unit = UnitOfWork(connection, "T1")
        group = unit.groups.add(records.group()).id
        kept = [action(n, group, due_on=day, zone=zone) for n, (day, zone) in enumerate(due, 1)]
        for one in kept:
            unit.actions.add(one)
        found = numbers(find(unit, group, ActionView.OVERDUE, now=now))
        transaction.rollback()
    assert set(found) == {one.number for one in kept if is_overdue(one, now)}


def test_pressing_holds_one_owners_open_actions_of_every_group(unit, board, other_group):
    both = reader(board, other_group)
    found = unit.actions.pressing_for(both, owner_user_id="U1", due_by=TODAY)
    assert numbers(found) == [7, 8, 3]
    one = unit.actions.pressing_for(reader(board), owner_user_id="U1", due_by=TODAY)
    assert numbers(one) == [7, 3]


def test_spans_hold_what_was_logged_or_settled_then(unit, board):
    def count(**span):
        query = ActionQuery(group_ids=[board], view=ActionView.ALL, now=NOW, **span)
        return unit.actions.count_any(reader(board), [query])

    def weeks(*days):
        return unit.actions.count_by_week(reader(board), board, [NOW + n * DAY for n in days])

    opened, closed = weeks(-10, -9, 0, 1, 2)
    assert opened == [count(logged=(NOW + a * DAY, NOW + b * DAY)) for a, b in SPANS]
    assert closed == [count(settled=(NOW + a * DAY, NOW + b * DAY)) for a, b in SPANS]
    assert (sum(opened), sum(closed)) == (7, 2)


SPANS = ((-10, -9), (-9, 0), (0, 1), (1, 2))


def test_the_earliest_due_date_of_each_officer(unit, board):
    first = unit.actions.first_due_of_officers
    assert first(TODAY) == {"U1": TODAY - DAY, "U2": TODAY - DAY}
    assert first(TODAY, ["U2", "U9"]) == {"U2": TODAY - DAY}
    assert first(TODAY, []) == {}
    assert first(TODAY - 2 * DAY) == {}


def test_the_earliest_due_date_of_an_organisation_that_names_no_officer(unit, group):
    body, other = (
        unit.organisations.add(name=name, kind=OrganisationKind.MEMBER, country="IE", zone="UTC").id
        for name in ("CnaM", "Arcom")
    )
    for number, fields in enumerate(
        [
            {"due_on": TODAY + DAY},
            {"due_on": TODAY},
            {"due_on": TODAY - DAY, "owner_user_id": "U1"},
            {"due_on": TODAY - DAY, "status": ActionStatus.DONE},
            {},
        ],
        start=1,
    ):
        unit.actions.add(action(number, group, owner_organisation_id=body, **fields))
    unit.actions.add(action(6, group, owner_organisation_id=other, due_on=TODAY + 2 * DAY))
    first = unit.actions.first_due_of_organisations
    assert first(TODAY + 2 * DAY) == {body: TODAY, other: TODAY + 2 * DAY}
    assert first(TODAY + 2 * DAY, {other}) == {other: TODAY + 2 * DAY}
    assert first(TODAY - DAY) == {}


def test_the_groups_with_something_that_is_nobodys(unit, group, other_group):
    body = unit.organisations.add(
        name="CnaM", kind=OrganisationKind.MEMBER, country="IE", zone="UTC"
    ).id
    unit.actions.add(action(1, group, owner_user_id="U1"))
    unit.actions.add(action(2, group, owner_organisation_id=body))
    unit.actions.add(action(3, group, status=ActionStatus.DONE))
    assert unit.actions.groups_with_unowned() == frozenset()
    unit.actions.add(action(4, other_group))
    assert unit.actions.groups_with_unowned() == {other_group}


def test_what_is_due_in_a_span_of_days(unit, group, other_group):
    for number, days in ((1, -8), (2, -7), (3, -5), (4, -4)):
        unit.actions.add(action(number, group, due_on=TODAY + days * DAY))
    unit.actions.add(action(5, group, due_on=TODAY - 6 * DAY, status=ActionStatus.DONE))
    unit.actions.add(action(6, other_group, due_on=TODAY - 5 * DAY))
    span = (TODAY - 8 * DAY, TODAY - 5 * DAY)
    found = unit.actions.due_between(Reader(user_id="U1", secretariat=True), [group], *span)
    assert [a.number for a in found] == [2, 3]
    assert unit.actions.due_between(Reader(user_id="U1"), [group], *span) == ()
    assert unit.actions.groups_with_due(*span) == {group, other_group}
    assert unit.actions.groups_with_due(TODAY - 9 * DAY, TODAY - 6 * DAY) == {group}

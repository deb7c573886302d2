"""Who is who is asked of the database once a transaction, and again after each change to it."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.domain.group import Term
from bot.domain.person import OrganisationKind, PersonFacts
from storage.transactions.jobs import Job
from storage.unit_of_work import UnitOfWork
from tests.storage import records
from tests.storage.records import NOW
from tests.storage.writes import commit_together


@pytest.fixture
def asked(connection):
    """Every statement from here on."""
    statements = []

    def hear(_connection, _cursor, statement, *_):
        statements.append(statement)

    event.listen(connection, "before_cursor_execute", hear)
    return statements


def who_is_who(unit, group_id):
    return (
        unit.groups.all(),
        unit.groups.get(group_id),
        unit.groups.by_channel("C1"),
        unit.organisations.all(),
        unit.roles.of_group(group_id),
        unit.people.get("U1"),
        unit.people.by_ids(["U1"]),
        unit.people.secretariat_ids(),
    )


def test_it_is_asked_once(unit, group, asked):
    first = who_is_who(unit, group)
    so_far = len(asked)
    assert who_is_who(unit, group) == first
    assert len(asked) == so_far == 6


CHANGES = {
    "a group": lambda unit, group: unit.groups.change(
        records.group(id=group.id, name="Education", show_left_out=True)
    ),
    "another group": lambda unit, _: unit.groups.add(records.group(channel_id="C3")),
    "a term": lambda unit, group: unit.roles.appoint_chair(
        group.id, Term(user_id="U1", starts_on=NOW.date())
    ),
    "a person lowered": lambda unit, group: unit.roles.lower_person(group.id, "U1", lowered=True),
    "a person": lambda unit, _: unit.people.keep_seen(PersonFacts(user_id="U1", name="Amara"), NOW),
    "the secretariat": lambda unit, _: unit.people.appoint_secretariat("U1"),
    "an organisation": lambda unit, _: unit.organisations.add(
        name="Arcom", kind=OrganisationKind.MEMBER, country="FR", zone="Europe/Paris"
    ),
    "an organisation's name": lambda unit, _: unit.organisations.change(
        replace(unit.organisations.all()[0], name="Coimisiún na Meán")
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen_at_once(unit, connection, change):
    group = unit.groups.add(records.group())
    unit.organisations.add(
        name="CnaM", kind=OrganisationKind.MEMBER, country="IE", zone="Europe/Dublin"
    )
    before = who_is_who(unit, group.id)
    change(unit, group)
    assert who_is_who(unit, group.id) != before
    assert who_is_who(unit, group.id) == who_is_who(UnitOfWork(connection, "T1"), group.id)


def test_another_workspace_is_not_told(unit, connection, group):
    assert unit.groups.get(group) is not None
    assert UnitOfWork(connection, "T9").groups.all() == ()


def test_jobs_of_one_commit_share_it(database):
    with database.transaction("T1") as work:
        group_id = work.groups.add(records.group()).id
    asked = []
    event.listen(database.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    seen = []
    jobs = [lambda work: seen.append(work.groups.get(group_id).name) for _ in range(3)]
    rename = records.group(id=group_id, name="Education")
    assert commit_together(database, *jobs, lambda work: work.groups.change(rename), *jobs) == (
        [None] * 7
    )
    assert seen == ["Technology"] * 3 + ["Education"] * 3
    assert sum("FROM groups" in statement for statement in asked) == 2


def test_what_is_undone_is_not_remembered(database):
    seen = []

    def fail(work):
        work.groups.add(records.group())
        assert work.groups.by_channel("C1")
        raise ValueError

    errors = commit_together(database, fail, lambda work: seen.append(work.groups.by_channel("C1")))
    assert [type(error) for error in errors] == [ValueError, type(None)]
    assert seen == [None]


def test_workspaces_in_one_commit_are_apart(database):
    for workspace_id, name in (("T1", "Technology"), ("T2", "Education")):
        with database.transaction(workspace_id) as work:
            work.groups.add(records.group(name=name))
    seen = {}

    def job(connection, workspace_id):
        for group in UnitOfWork(connection, workspace_id).groups.all():
            seen[workspace_id] = group.name

    group = [Job(w, lambda c, w=w: job(c, w)) for w in ("T1", "T2", "T1")]
    database._transactions._writers.serve(group)
    assert seen == {"T1": "Technology", "T2": "Education"}

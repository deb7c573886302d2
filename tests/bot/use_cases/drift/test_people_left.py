"""Who leaves a channel leaves nothing behind that nobody has."""

from datetime import timedelta

import pytest

from bot.domain.channel_reading import PeopleLeft
from bot.domain.group import Term
from bot.domain.organisation import Kind
from bot.domain.person import PersonFacts
from bot.domain.roles import Reader
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.drift.people_left import LEFT, NO_CHAIR, letter, on_people_left
from tests.databases import WORKSPACE
from tests.storage.records import NOW, action, group

ALL = Reader(user_id="UCHAIR", secretariat=True)
TODAY = NOW.date()


@pytest.fixture
def where(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        org = work.organisations.add(name="Ofcom", kind=Kind.MEMBER, country="GB", zone="UTC")
        for user_id in ("UCHAIR", "UGONE"):
            work.people.seen(PersonFacts(user_id=user_id, name=user_id.lower()), NOW)
            work.people.assign(user_id, org.id)
        kept = work.groups.add(group())
        work.roles.appoint(kept.id, Term(user_id="UCHAIR", starts_on=TODAY - timedelta(days=9)))
        yield Drifted(group=kept, work=work, now=NOW, secretariat={"USEC"})


def owe_actions(where, how_many, owner="UGONE"):
    org = where.work.organisations.by_name("Ofcom")
    for number in range(1, how_many + 1):
        where.work.actions.add(
            action(
                number,
                where.group.id,
                title=f"{number} " + "word " * 25,
                owner_user_id=owner,
                owner_organisation_id=org.id,
            )
        )


def rows(where, recipient, kind):
    since = NOW - timedelta(days=1)
    return [r for r in where.work.deliveries.of_recipient(recipient, since) if r.kind == kind]


def words(where, row):
    return letter(row, where.group, reader=ALL, work=where.work, now=NOW).words


def test_actions_fall_to_the_organisation_and_the_chair_gets_one_list(where):
    owe_actions(where, 2)
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    kept = where.work.actions.get(ALL, 1)
    assert kept.owner_user_id is None
    assert kept.owner_organisation_id == where.work.organisations.by_name("Ofcom").id
    assert where.work.journal.about("A1")[-1][1:] == (
        "convenor",
        "assigned",
        "to Ofcom: the owner left",
    )
    (row,) = rows(where, "UCHAIR", LEFT)
    said = words(where, row)
    assert "@ugone left" in said
    assert "/action assign A1 @person" in said
    assert "• A2 2 word" in said
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    assert len(rows(where, "UCHAIR", LEFT)) == 1


def test_three_hundred_actions_fit_into_a_message(where):
    owe_actions(where, 300)
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    (row,) = rows(where, "UCHAIR", LEFT)
    said = words(where, row)
    assert "300 open actions" in said
    assert all(f"A{number}" in said for number in range(1, 301))
    assert len(said) < 3_900


def test_who_had_nothing_leaves_in_silence(where):
    owe_actions(where, 1, owner="UCHAIR")
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    assert rows(where, "UCHAIR", LEFT) == []
    assert where.work.actions.get(ALL, 1).owner_user_id == "UCHAIR"


def test_last_chair_who_left_is_none_and_the_secretariat_hears_it(where):
    on_people_left(PeopleLeft(frozenset({"UCHAIR"})), where)
    assert where.work.roles.of(where.group.id).chairs_on(TODAY) == ()
    assert len(rows(where, "UCHAIR", "group.chairs_no_longer")) == 1
    (row,) = rows(where, "USEC", NO_CHAIR)
    assert "has no chair any more" in words(where, row)
    (row,) = rows(where, "USEC", LEFT)
    assert "does not chair the group any more" in words(where, row)


def test_where_all_chairs_leave_at_once_the_secretariat_gets_every_list(where):
    owe_actions(where, 2)
    appointed = Term(user_id="UGONE", starts_on=TODAY - timedelta(days=9))
    where.work.roles.appoint(where.group.id, appointed)
    on_people_left(PeopleLeft(frozenset({"UCHAIR", "UGONE"})), where)
    assert rows(where, "UCHAIR", LEFT) == rows(where, "UGONE", LEFT) == []
    assert len(rows(where, "USEC", LEFT)) == 2
    assert len(rows(where, "USEC", NO_CHAIR)) == 1

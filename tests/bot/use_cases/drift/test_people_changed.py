"""Who leaves a channel leaves nothing behind that nobody has."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.action_item import ActionStatus
from bot.domain.chair_notices import Addressee
from bot.domain.channel_reading import PeopleLeft
from bot.domain.drop_reasons import DropReason
from bot.domain.group import Term
from bot.domain.notifications import Gone
from bot.domain.organisation import OrganisationKind
from bot.domain.person import PersonFacts
from bot.domain.roles import Reader, Role
from bot.use_cases.actions.pass_on import LEFT
from bot.use_cases.context import Context
from bot.use_cases.deliveries.builders import notification_for
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.drift.no_chair import NO_CHAIR
from bot.use_cases.drift.people_changed import let_go_of_account, on_people_left
from tests.databases import WORKSPACE
from tests.storage.records import NOW, action, group

ALL = Reader(user_id="UCHAIR", secretariat=True)
TODAY = NOW.date()


@pytest.fixture
def where(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        org = work.organisations.add(
            name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="UTC"
        )
        for user_id in ("UCHAIR", "UGONE"):
            work.people.keep_seen(PersonFacts(user_id=user_id, name=user_id.lower()), NOW)
            work.people.assign(user_id, org.id)
        kept = work.groups.add(group())
        work.roles.appoint_chair(
            kept.id, Term(user_id="UCHAIR", starts_on=TODAY - timedelta(days=9))
        )
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


def told(where, row):
    return notification_for(row, Context(reader=ALL, work=where.work, now=NOW), presence={})


def test_actions_fall_to_the_organisation_and_the_chair_gets_one_list(where):
    owe_actions(where, 2)
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    kept = where.work.actions.get(ALL, 1)
    assert kept.owner_user_id is None
    assert kept.owner_organisation_id == where.work.organisations.by_name("Ofcom").id
    assert where.work.journal.lines_about("A1")[-1][1:] == (
        "convenor",
        "assigned",
        "to Ofcom: the owner left",
    )
    (row,) = rows(where, "UCHAIR", LEFT)
    said = told(where, row)
    assert "@ugone left" in said.words
    assert "2 open actions" in said.words
    assert [(a.reference, heir) for a, heir in said.actions] == [("A1", "Ofcom"), ("A2", "Ofcom")]
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    assert len(rows(where, "UCHAIR", LEFT)) == 1


def test_an_action_from_before_somebody_was_on_the_roster_falls_to_their_organisation_too(where):
    where.work.actions.add(action(1, where.group.id, owner_user_id="UGONE"))
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    ofcom = where.work.organisations.by_name("Ofcom")
    assert where.work.actions.get(ALL, 1).owner_organisation_id == ofcom.id


def test_the_list_has_only_what_still_waits_for_somebody(where):
    owe_actions(where, 3)
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    (row,) = rows(where, "UCHAIR", LEFT)
    first, second, _ = (where.work.actions.get(ALL, number) for number in (1, 2, 3))
    where.work.actions.change(replace(first, owner_user_id="UCHAIR", passed_on_from=None))
    where.work.actions.change(replace(second, status=ActionStatus.DONE))
    assert [a.reference for a, _ in told(where, row).actions] == ["A3"]
    third = where.work.actions.get(ALL, 3)
    where.work.actions.change(replace(third, status=ActionStatus.DONE))
    assert told(where, row) == Gone(DropReason.NOT_OWNER)


def test_a_chair_who_is_not_in_the_channel_gets_no_list(where):
    owe_actions(where, 1)
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    (row,) = rows(where, "UCHAIR", LEFT)
    outside = Reader(user_id="UCHAIR", standing=OrganisationKind.MEMBER, rostered=True)
    kept = replace(outside, kept_seats={where.group.id: Role.CHAIR})
    found = [
        notification_for(row, Context(reader=reader, work=where.work, now=NOW), presence={})
        for reader in (outside, kept)
    ]
    assert found[0] == Gone(DropReason.NOT_SEEN_AS_CHAIR)
    assert len(found[1].actions) == 1
    assert found[1].to is Addressee.CHAIR


def test_who_had_nothing_leaves_in_silence(where):
    owe_actions(where, 1, owner="UCHAIR")
    on_people_left(PeopleLeft(frozenset({"UGONE"})), where)
    assert rows(where, "UCHAIR", LEFT) == []
    assert where.work.actions.get(ALL, 1).owner_user_id == "UCHAIR"


def test_last_chair_who_left_is_none_and_the_secretariat_hears_it(where):
    on_people_left(PeopleLeft(frozenset({"UCHAIR"})), where)
    assert where.work.roles.of_group(where.group.id).chairs_on(TODAY) == ()
    assert len(rows(where, "UCHAIR", "group.chairs_no_longer")) == 1
    assert len(rows(where, "USEC", NO_CHAIR)) == 2
    (row,) = rows(where, "USEC", LEFT)
    assert "does not chair the group any more" in told(where, row).words


def test_where_all_chairs_leave_at_once_the_secretariat_gets_every_list(where):
    owe_actions(where, 2)
    appointed = Term(user_id="UGONE", starts_on=TODAY - timedelta(days=9))
    where.work.roles.appoint_chair(where.group.id, appointed)
    on_people_left(PeopleLeft(frozenset({"UCHAIR", "UGONE"})), where)
    assert rows(where, "UCHAIR", LEFT) == rows(where, "UGONE", LEFT) == []
    assert len(rows(where, "USEC", LEFT)) == 2
    assert len(rows(where, "USEC", NO_CHAIR)) == 2


def test_an_account_that_was_deactivated_is_let_go_in_every_group(where):
    other = where.work.groups.add(group(channel_id="C2", name="Education"))
    owe_actions(where, 1)
    where.work.actions.add(action(2, other.id, owner_user_id="UGONE"))
    let_go_of_account(
        PersonFacts(user_id="UGONE", name="ugone", active=False),
        work=where.work,
        now=NOW,
        secretariat={"USEC"},
    )
    assert not where.work.people.get("UGONE").active
    assert [where.work.actions.get(ALL, n).owner_user_id for n in (1, 2)] == [None, None]
    assert len(rows(where, "UCHAIR", LEFT)) == 1
    assert len(rows(where, "USEC", LEFT)) == 1

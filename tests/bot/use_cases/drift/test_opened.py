"""Chairs are told once of each change that lets more people read their channel."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import State
from bot.domain.group import How, Term
from bot.domain.message_kind import MessageKind
from bot.domain.person import OrganisationKind, PersonFacts
from bot.use_cases.drift.channel_notices import Drifted
from bot.use_cases.drift.daily_check import DailyCheck
from bot.use_cases.drift.note_reading import note_reading
from bot.use_cases.drift.opened import (
    GATHER,
    note_outsiders,
    what_happened,
)
from tests.bot.use_cases.deliveries.setting import channel
from tests.databases import WORKSPACE
from tests.ports import ToldDirectory
from tests.storage.records import NOW, group
from tests.stories.network import at_once

MEMBERS = ("UCHAIR", "UMEMBER")
HERE = channel("C1", *MEMBERS)


@pytest.fixture
def work(database_sqlite):
    with database_sqlite.transaction(WORKSPACE) as work:
        settle(work)
        yield work


def settle(work):
    org = work.organisations.add(
        name="Ofcom", kind=OrganisationKind.MEMBER, country="GB", zone="UTC"
    )
    for user_id in (*MEMBERS, "UNEW"):
        work.people.keep_seen(PersonFacts(user_id=user_id, name=user_id.lower()), NOW)
        work.people.assign(user_id, org.id)
    kept = work.groups.add(group(channel_id="C1"))
    work.roles.appoint_chair(kept.id, Term(user_id="UCHAIR", starts_on=NOW.date()))
    note_reading("C1", HERE, work=work, now=NOW)


def read(work, *members, minutes=1, **facts):
    found = replace(channel("C1", *MEMBERS, *members), **facts)
    now = NOW + timedelta(minutes=minutes)
    note_reading("C1", found, work=work, now=now, secretariat={"USEC"})


def notices(work, recipient="UCHAIR"):
    found = work.deliveries.of_recipient(recipient, NOW)
    return [row for row in reversed(found) if row.kind == MessageKind.OPENED]


def told(work, recipient="UCHAIR"):
    kept = work.groups.by_channel("C1")
    return [said(what_happened(notice, kept, work=work)) for notice in notices(work, recipient)]


def said(openings):
    return [(opening.what, *opening.user_ids) for opening in openings]


def send(work):
    """Everything that is due in an hour is claimed and counts as sent."""
    later = NOW + timedelta(hours=1)
    for claimed in work.queue.claim_due(later, lease_until=later + GATHER, limit=9):
        work.queue.settle_row(claimed, State.SENT, later, posted_channel="D1", posted_ts="1.0")


def test_outsiders_of_one_reading_are_told_as_one(work):
    read(work, "UONE", "UTWO")
    assert told(work) == [[(How.CAME, "UONE", "UTWO")]]
    (notice,) = notices(work)
    assert notice.due_at == NOW + timedelta(minutes=1) + GATHER


def test_who_counts_as_a_member_is_not_told(work):
    read(work, "UNEW")
    assert told(work) == []


def test_the_same_reading_again_tells_nothing(work):
    read(work, "UONE")
    read(work, "UONE", minutes=2)
    assert told(work) == [[(How.CAME, "UONE")]]


def test_who_comes_while_the_notice_waits_is_in_it(work):
    read(work, "UONE")
    read(work, "UONE", "UTWO", minutes=1.2)
    assert told(work) == [[(How.CAME, "UONE"), (How.CAME, "UTWO")]]


def test_who_comes_after_it_was_sent_is_told_alone(work):
    read(work, "UONE")
    send(work)
    read(work, "UONE", "UTWO", minutes=61)
    assert told(work) == [[(How.CAME, "UONE")], [(How.CAME, "UTWO")]]


def test_who_comes_while_it_is_being_sent_is_told_alone(work):
    """It may be written already; neither tells what the other does."""
    read(work, "UONE")
    later = NOW + timedelta(minutes=2)
    work.queue.claim_due(later, lease_until=later + GATHER, limit=9)
    read(work, "UONE", "UTWO", minutes=2)
    assert told(work) == [[(How.CAME, "UONE")], [(How.CAME, "UTWO")]]


def test_who_leaves_and_comes_again_is_told_again(work):
    read(work, "UONE")
    send(work)
    read(work, minutes=61)
    read(work, "UONE", minutes=62)
    assert told(work) == [[(How.CAME, "UONE")]] * 2


@pytest.mark.parametrize(
    ("facts", "what"),
    [({"is_private": False}, How.PUBLIC), ({"is_shared": True}, How.SHARED)],
    ids=["public", "shared"],
)
def test_what_becomes_of_the_channel_is_told_with_those_who_came_left_out(work, facts, what):
    """Everybody can read it then: who is in it is no news any more."""
    read(work, "UONE", **facts)
    read(work, "UONE", "UTWO", minutes=2, **facts)
    assert told(work) == [[(what,)]]


def test_where_no_chair_is_in_the_channel_the_secretariat_is_told(work):
    found = channel("C1", "UMEMBER", "UONE")
    note_reading("C1", found, work=work, now=NOW + GATHER, secretariat={"USEC"})
    assert told(work) == []
    assert told(work, "USEC") == [[(How.CAME, "UONE")]]


def test_who_was_there_from_the_beginning_is_no_news(work):
    kept = work.groups.add(group(channel_id="C2", name="Education"))
    found = channel("C2", *MEMBERS, "UONE")
    note_reading("C2", found, work=work, now=NOW)
    note_outsiders(Drifted(group=kept, work=work, now=NOW, secretariat={"USEC"}))
    assert notices(work, "USEC") == []
    found = channel("C2", *MEMBERS, "UONE", "UTWO")
    note_reading("C2", found, work=work, now=NOW + GATHER, secretariat={"USEC"})
    (notice,) = notices(work, "USEC")
    assert said(what_happened(notice, kept, work=work)) == [(How.CAME, "UTWO")]


@pytest.mark.parametrize("lowered", [True, False], ids=["role", "organisation"])
def test_the_daily_check_finds_who_does_not_count_any_more_once(database_sqlite, lowered):
    """No reading of the channel tells it: those in it are the same."""
    directory = ToldDirectory(channels={"C1": HERE})

    with database_sqlite.transaction(WORKSPACE) as work:
        work.workspaces.keep_installed("Network", "UBOT", NOW)
        settle(work)
    check = DailyCheck(
        memory=database_sqlite, directory=directory, now=lambda: NOW + GATHER, pause=at_once
    )
    asyncio.run(check.check())
    with database_sqlite.transaction(WORKSPACE) as work:
        assert told(work) == []
        kept = work.groups.by_channel("C1")
        if lowered:
            work.roles.lower_person(kept.id, "UMEMBER", lowered=True)
        else:
            work.people.assign("UMEMBER", None)
    for _ in range(2):
        asyncio.run(check.check())
    with database_sqlite.transaction(WORKSPACE) as work:
        assert told(work) == [[(How.CAME, "UMEMBER")]]

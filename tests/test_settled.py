"""Rows that are written again are those that were written first."""

from typing import ClassVar

from sqlalchemy import select

from storage.tables.books import versions
from tests.bot.use_cases.groups import hall
from tests.network import AMARA, LIAM, TECH, ZOE, Network
from tests.settled import TABLES


def rows(work):
    compared = [table for table in TABLES if table is not versions]
    return {table.name: work.connection.execute(select(table)).fetchall() for table in compared}


def settled_twice(memories, settle_in):
    """The rows of one that was settled in first or later, and of one that surely was later."""
    for _ in range(2):
        database = memories.borrow()
        with database.transaction("T1") as work:
            settle_in(work)
            yield rows(work)
        memories.give_back(database)


def test_the_next_database_holds_the_same(memories, work):
    Network._write(work)
    asked = rows(work)
    assert asked["people"]
    assert list(settled_twice(memories, Network.settle_in)) == [asked, asked]
    first, later = settled_twice(memories, hall.settle_in)
    assert first == later != asked


def test_what_was_asked_before_is_asked_again(database_sqlite):
    for _ in range(2):
        with database_sqlite.transaction("T7", write=False) as work:
            assert work.groups.by_channel(TECH) is None
            assert work.people.get(LIAM) is None
            network = Network.settle_in(work)
            assert work.groups.by_channel(TECH) == network.tech
            assert work.people.get(LIAM).organisation == network.organisations["Ofcom"]


def test_a_database_that_holds_something_is_written_to_by_statements(work):
    class Few(Network):
        CAST = (AMARA, ZOE)
        BODIES = ()
        ROOMS: ClassVar = {}

    Network.settle_in(work)
    Few.settle_in(work)
    assert work.people.get(ZOE).name == "zoe"
    assert work.people.get(AMARA).organisation.name == "eSafety"  # as it was


def test_counting_goes_on_where_the_rows_end(work):
    made = Network.settle_in(work).organisations
    later = work.organisations.add(name="CNIL", kind=made["KCSC"].kind, country="FR", zone="UTC")
    assert later.id == max(one.id for one in made.values()) + 1

"""What a test borrowed comes back empty to the next one."""

import pytest

from storage.tables import metadata
from storage.unit_of_work import Database
from tests.databases import WORKSPACE, Memories
from tests.storage import records

NOTHING = dict.fromkeys(metadata.tables, 0)


@pytest.fixture
def lent():
    memories = Memories()
    yield memories
    memories.stop()


def rows(database):
    with database.engine.connect() as connection:
        asked = {name: table.select() for name, table in metadata.tables.items()}
        return {name: len(connection.execute(all_of).all()) for name, all_of in asked.items()}


def test_a_memory_is_lent_again_empty_and_counts_from_one(lent):
    first = lent.borrow()
    numbers = [add_group(first)]
    lent.give_back(first)
    second = lent.borrow()
    assert second is first
    assert rows(second) == NOTHING
    numbers.append(add_group(second))
    assert numbers == [1, 1]
    lent.give_back(second)


def test_a_memory_that_was_closed_is_not_lent_again(lent):
    first = lent.borrow()
    first.dispose()
    lent.give_back(first)
    second = lent.borrow()
    assert second is not first
    add_group(second)
    lent.give_back(second)


@pytest.mark.parametrize("many", [1, 600])
def test_a_server_lends_a_database_again_empty_and_counting_from_one(postgresql, many):
    url = postgresql.borrow()
    numbers = [added(url, many)]
    postgresql.give_back(url)
    assert postgresql.borrow() == url
    database = Database(url)
    assert rows(database) == NOTHING
    database.dispose()
    numbers.append(added(url, 1))
    assert numbers == [1, 1]
    postgresql.give_back(url)


def added(url, many):
    database = Database(url)
    try:
        first = add_group(database)
        with database.transaction(WORKSPACE) as work:
            owed = [records.owed(occurrence=str(n)) for n in range(many)]
            assert work.deliveries.owe(owed, records.NOW) == many
        return first
    finally:
        database.dispose()


def add_group(database):
    with database.transaction(WORKSPACE) as work:
        return work.groups.add(records.group()).id

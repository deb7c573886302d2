"""A copy in memory has every row of the database, from either kind, and finds what it finds."""

from sqlalchemy import select

from storage.tables import metadata
from storage.trial_copy import copy_all_rows
from storage.unit_of_work import Database
from tests.databases import WORKSPACE
from tests.storage import records


def rows_of(database):
    with database.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table.name != "versions"  # each write there renews it
        }


def test_every_row_is_in_it_and_the_source_is_as_it_was(database):
    with database.transaction(WORKSPACE) as work:
        records.fill(work)
    before = rows_of(database)
    copy = Database("sqlite://")
    try:
        copy_all_rows(database.engine, copy.engine)
        assert rows_of(copy) == before
        assert sum(map(len, before.values())) > 20
        with copy.transaction(WORKSPACE) as work:
            work.numbers.take_next("D")
    finally:
        copy.dispose()
    assert rows_of(database) == before

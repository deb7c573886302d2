"""Ledgers on both databases, with another workspace's rows beside them.

`unit`        an open UnitOfWork in workspace "T1" on either database, rolled back at the end;
              workspace "T2" holds the same numbers, names and channels, which must not show.
`connection`  the connection under `unit`.
`on_postgresql`  a Database on PostgreSQL alone, for what only it can do.
`empty_url`   the address of a database without any schema, on either database.
`group`       the id of a group in "T1" on channel "C1"; `other_group`: one on "C2".
"""

import pytest

from storage.database.engine import writing_engine
from storage.unit_of_work import Database, UnitOfWork
from tests.databases import PATIENCE, WORKSPACE, sqlite_in_memory
from tests.storage import records


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_database(request):
    if request.param == "sqlite":
        database = sqlite_in_memory()
    else:
        database = Database(request.getfixturevalue("postgresql").new_url())
    with database.transaction("T2") as noise:
        records.fill(noise)
    yield database
    database.dispose()


@pytest.fixture
def connection(shared_database):
    with writing_engine(shared_database.engine).connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def unit(connection):
    return UnitOfWork(connection, WORKSPACE)


@pytest.fixture
def group(unit):
    return unit.groups.add(records.group()).id


@pytest.fixture
def other_group(unit):
    return unit.groups.add(records.group(channel_id="C2", name="Education")).id


@pytest.fixture
def on_postgresql(postgresql):
    url = postgresql.borrow()
    database = Database(url, patience=PATIENCE)
    yield database
    database.dispose()
    postgresql.give_back(url)


@pytest.fixture
def empty_url(database_kind, request, tmp_path):
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server = request.getfixturevalue("postgresql")
    url = server.new_url(empty=True)
    yield url
    server.drop(url)

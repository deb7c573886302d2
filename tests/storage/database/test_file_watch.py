"""A file that was deleted, replaced, emptied or damaged takes no write that nobody would find."""

import asyncio
import os
import shutil
from datetime import UTC, datetime

import pytest

from bot.domain.errors import NotSaved
from storage.database.schema import upgrade_schema
from storage.unit_of_work import Database

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "convenor.sqlite3"


@pytest.fixture
def database(path):
    database = Database(f"sqlite:///{path}")
    upgrade_schema(database.engine)
    with database.transaction("T1") as work:
        work.workspaces.keep_installed("Network", "UBOT", NOW)
    yield database
    database.dispose()


def write(database, key="key"):
    asyncio.run(database.write("T1", lambda work: work.receipts.keep_answer(key, "{}", NOW)))


def replace(path):
    shutil.copy(path, path.with_name("copy"))
    os.replace(path.with_name("copy"), path)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda path: path.unlink(), "the file was deleted"),
        (replace, "the file was replaced"),
        (lambda path: os.truncate(path, 0), "the file was emptied"),
    ],
    ids=["deleted", "replaced", "emptied"],
)
def test_what_harms_the_file_is_told_and_refuses_writes(database, path, harm, words):
    write(database)
    assert database.file_trouble is None
    harm(path)
    assert database.file_trouble == words
    with pytest.raises(NotSaved):
        write(database, "another")
    with pytest.raises(NotSaved), database.transaction("T1") as work:
        work.receipts.keep_answer("a third", "{}", NOW)


def test_no_empty_file_is_made_in_place_of_one_that_is_gone(database, path):
    write(database)
    path.unlink()
    database.engine.dispose()  # its next use connects again
    with pytest.raises(NotSaved):
        write(database, "another")
    assert not path.exists()


def test_damaged_pages_are_told_once_somebody_has_met_them(database, path):
    for number in range(200):
        write(database, f"key {number}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(NotSaved):
        write(database, "another")
    assert database.file_trouble == "the file is damaged"


def test_a_database_in_memory_has_no_file_to_watch():
    database = Database("sqlite://")
    try:
        assert database.file_trouble is None
    finally:
        database.dispose()

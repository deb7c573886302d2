"""Connections are set up so that what is saved stays saved, on either database."""

import asyncio
import os
import shutil
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.domain.errors import NotSaved
from storage.database.engine import accepted_url, make_engine, reading_engine, writing_engine
from storage.database.schema import upgrade_schema
from storage.unit_of_work import Database


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("postgres://u:p@db/convenor", "postgresql+psycopg"),
        ("postgresql://u:p@db/convenor", "postgresql+psycopg"),
        ("postgresql+psycopg://u:p@db/convenor", "postgresql+psycopg"),
        ("sqlite:///convenor.sqlite3", "sqlite"),
        ("sqlite://", "sqlite"),
    ],
)
def test_usual_addresses_are_accepted(given, driver):
    assert accepted_url(given).drivername == driver


def test_the_rest_of_an_address_is_kept():
    url = accepted_url("postgres://u:p%40ss@db:6432/convenor?sslmode=require")
    assert (url.password, url.port, url.query) == ("p@ss", 6432, {"sslmode": "require"})


@pytest.mark.parametrize("given", ["mysql://db/x", "postgresql+asyncpg://db/x", "oracle://x"])
def test_another_database_is_refused_in_words(given):
    with pytest.raises(ValueError, match="sqlite:/// or postgresql://"):
        make_engine(given)


def test_sqlite_is_durable_checks_keys_and_waits(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}", patience=1.5)
    with engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 1500,
    }


def test_a_writer_on_sqlite_takes_the_lock_at_once_and_a_reader_never(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with (
        writing_engine(engine).begin() as writer,
        reading_engine(engine).begin() as reader,
        engine.connect() as probe,
    ):
        writer.exec_driver_sql("CREATE TABLE t (x)")
        assert reader.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
        probe.exec_driver_sql("PRAGMA busy_timeout = 0")
        probe.rollback()
        cursor = probe.connection.cursor()
        with pytest.raises(Exception, match="locked"):
            cursor.execute("BEGIN IMMEDIATE")
        cursor.close()
    engine.dispose()


def test_postgresql_speaks_utc_and_gives_up_in_time(postgresql):
    url = postgresql.borrow()
    engine = make_engine(url, patience=1.5)
    with engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"SHOW {name}")).scalar()
            for name in ("timezone", "lock_timeout", "statement_timeout", "synchronous_commit")
        }
        isolation = connection.get_isolation_level()
    with reading_engine(engine).connect() as connection:
        assert connection.get_isolation_level() == "REPEATABLE READ"
    engine.dispose()
    postgresql.give_back(url)
    assert settings["timezone"] == "UTC"
    assert (settings["lock_timeout"], settings["statement_timeout"]) == ("1500ms", "3s")
    assert isolation == "READ COMMITTED"


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

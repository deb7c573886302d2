"""The settings' database: what can never be used is refused by name, what is away is waited for."""

import logging
import shutil
import sqlite3
from contextlib import closing, contextmanager

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from bot.domain.errors import NotSaved
from handlers.cli.playground import SandboxSettings
from handlers.database import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    SAID_AGAIN,
    database_to_read,
    migrate,
    open_database,
    patiently,
    prepare_schema,
    prepare_schema_now,
)
from handlers.settings import SettingsError
from storage.database.engine import make_engine
from storage.database.failures import demand_usable, not_saved
from storage.database.schema import needed_schema, present_schema

AWAY = "postgres://u:secret@127.0.0.1:1/convenor"
EVERY_WAY = pytest.mark.parametrize("prepare", [prepare_schema, prepare_schema_now, migrate])


@contextmanager
def opened(url):
    database = open_database(SandboxSettings(database_url=url))
    try:
        yield database
    finally:
        database.dispose()


def refusal(url, prepare):
    """What the person who starts it is told: one line that names the setting."""
    with opened(url) as database, pytest.raises(SettingsError) as refused:
        prepare(database)
    line = str(refused.value)
    assert line.startswith("DATABASE_URL: ")
    assert "\n" not in line
    assert "secret" not in line
    return line


@pytest.mark.parametrize("url", ["mysql://localhost/convenor", "convenor.sqlite3"])
def test_another_kind_of_database_is_refused_by_the_name_of_the_setting(url):
    with pytest.raises(SettingsError, match=r"^DATABASE_URL: .*sqlite:/// or"):
        open_database(SandboxSettings(database_url=url))


# What no waiting mends stops the start ----------------------------------------------------------


@EVERY_WAY
def test_a_folder_that_does_not_exist(tmp_path, prepare):
    line = refusal(f"sqlite:///{tmp_path}/none/x.db", prepare)
    assert line.endswith(
        f"/none/x.db cannot be used: there is no folder {tmp_path}/none. "
        "Create it, or name another file."
    )


@EVERY_WAY
def test_a_folder_in_place_of_a_file(tmp_path, prepare):
    line = refusal(f"sqlite:///{tmp_path}", prepare)
    assert "cannot be used: it is a folder. Name a file in it." in line


@EVERY_WAY
def test_a_file_that_is_no_database(tmp_path, prepare):
    (tmp_path / "words").write_text("words " * 1000)
    line = refusal(f"sqlite:///{tmp_path}/words", prepare)
    assert line.endswith("the file is no SQLite database. Name another file, or move it away.")


@EVERY_WAY
def test_a_damaged_file(tmp_path, sqlite_template, prepare):
    content = bytearray(sqlite_template.read_bytes())
    content[100:4000] = b"x" * 3900
    (tmp_path / "damaged").write_bytes(content)
    line = refusal(f"sqlite:///{tmp_path}/damaged", prepare)
    assert line.endswith("the file is damaged. Put a copy from before in its place.")


@EVERY_WAY
def test_a_file_that_may_only_be_read(tmp_path, prepare):
    with closing(sqlite3.connect(tmp_path / "ours")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE alembic_version (version_num)")
    line = refusal(f"sqlite:///file:{tmp_path}/ours?mode=ro&uri=true", prepare)
    assert "the file or its folder cannot be written. Check their permissions." in line


def test_a_schema_of_a_newer_and_of_an_older_version(database):
    write = "UPDATE alembic_version SET version_num = :version"
    with database.engine.begin() as connection:
        connection.execute(text(write), {"version": "tomorrow"})
    url = database.engine.url.render_as_string(hide_password=False)
    try:
        newer = "a newer version of Convenor has changed it. Install that version again."
        assert refusal(url, migrate).endswith(newer)
        assert refusal(url, prepare_schema).endswith(newer)
        with database.engine.begin() as connection:
            connection.execute(text(write), {"version": "0029"})
        behind = f"its schema is 0029, and this version needs {needed_schema()}. Run: convenor mig"
        settings = SandboxSettings(database_url=url)
        with pytest.raises(SettingsError) as refused, database_to_read(settings):
            pass
        assert behind in str(refused.value)
    finally:
        with database.engine.begin() as connection:
            connection.execute(text(write), {"version": needed_schema()})


@EVERY_WAY
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"database": "none"}, "there is no database “none”. Create it, then run: convenor mi"),
        ({"username": "nobody"}, "it does not let “nobody” in. Check the user name."),
        ({"port": 99999}, "“99999” is no port number. Check the address."),
    ],
)
def test_a_server_without_such_a_database_user_or_port(postgresql, prepare, changes, words):
    url = make_url(postgresql.new_url()).set(**changes)
    assert f" cannot be used: {words}" in refusal(url.render_as_string(), prepare)


@EVERY_WAY
def test_an_option_that_the_driver_does_not_know(prepare):
    line = refusal(f"{AWAY}?colour=blue", prepare)
    assert "cannot be used: invalid connection option “colour”. Check the address" in line


@pytest.fixture
def guarded(postgresql):
    """The address of a database without our schema for a user with a password and no rights."""
    rules = postgresql._home / "data" / "pg_hba.conf"
    before, url = rules.read_text(), postgresql.new_url(empty=True)
    rules.write_text(f"local all guarded scram-sha-256\n{before}")
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CREATE ROLE guarded LOGIN PASSWORD 'right'")
        admin.execute("SELECT pg_reload_conf()")
        asked = make_url(url).set(username="guarded", password="right")
        until_refused(asked.set(password="wrong"))
        yield asked
        rules.write_text(before)
        admin.execute("SELECT pg_reload_conf()")
        admin.execute("DROP ROLE guarded")


def until_refused(url):
    """The server takes up its changed rules a moment after it was told to."""
    for _ in range(500):
        try:
            psycopg.connect(url.render_as_string(hide_password=False)).close()
        except psycopg.OperationalError:
            return
    raise AssertionError("still let in with the wrong password")


@EVERY_WAY
@pytest.mark.parametrize("password", ["secret", ""])
def test_a_server_that_refuses_the_password(guarded, prepare, password):
    url = guarded.set(password=password).render_as_string(hide_password=False)
    line = refusal(url, prepare)
    not_in = "it does not let “guarded” in. Check the user name and the password."
    assert line.endswith(not_in if password else "it asks for a password. Add one to the address.")


def test_a_user_who_may_not_create_tables(guarded):
    line = refusal(guarded.render_as_string(hide_password=False), migrate)
    assert "cannot be used: permission denied for schema public. Check the address and" in line


# What is away is waited for ---------------------------------------------------------------------


def test_a_server_that_does_not_answer_is_no_error_of_settings():
    with opened(AWAY) as database, pytest.raises(NotSaved):
        prepare_schema(database)


@pytest.mark.parametrize("prepare", [prepare_schema_now, migrate])
def test_a_command_says_that_it_does_not_answer_and_names_it_without_its_password(prepare):
    line = refusal(f"{AWAY}?sslpassword=secret", prepare)
    assert "://u:***@127.0.0.1:1/convenor does not answer: " in line
    assert line.endswith("nothing listens at that host and port. Try again once it runs.")


def test_a_locked_file_is_waited_for_too(tmp_path, sqlite_template):
    file = tmp_path / "locked.sqlite3"
    shutil.copy(sqlite_template, file)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        engine = make_engine(f"sqlite:///{file}", patience=0.05)
        with pytest.raises(NotSaved), demand_usable(engine):
            present_schema(engine)
        engine.dispose()


class Away:
    """A database that fails each time for the reason given, and then answers."""

    def __init__(self, *reasons):
        self.reasons = list(reasons)
        self.slept = []

    async def ask(self):
        if not self.reasons:
            return "answer"
        raise not_saved(OperationalError("SELECT 1", {}, Exception(self.reasons.pop(0))))

    async def sleep(self, seconds):
        self.slept.append(seconds)


async def waited(away):
    with opened(AWAY) as database:
        assert await patiently(away.ask, database, sleep=away.sleep) == "answer"


async def test_it_is_asked_ever_more_rarely(caplog):
    caplog.set_level(logging.INFO, "handlers")
    away = Away(*["refused"] * 7)
    await waited(away)
    assert away.slept == [1, 2, 4, 8, 16, 30, 30]
    assert (FIRST_PAUSE, LONGEST_PAUSE) == (1, 30)
    assert [r.getMessage() for r in caplog.records] == ["waiting_for_database", "database_answers"]


async def test_the_log_names_it_without_its_password_and_says_so_rarely(caplog):
    hour = 3600 // LONGEST_PAUSE
    await waited(Away(*["refused"] * int(hour), "starting up", "starting up"))
    told = [(r.database, r.error) for r in caplog.records if r.levelno == logging.WARNING]
    where = "postgresql+psycopg://u:***@127.0.0.1:1/convenor"
    assert told == [(where, "refused")] * int(3600 // SAID_AGAIN) + [(where, "starting up")]


async def test_an_answer_at_once_is_not_worth_a_line(caplog):
    caplog.set_level(logging.INFO, "handlers")
    await waited(Away())
    assert caplog.records == []

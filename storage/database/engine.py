"""Engines for SQLite and PostgreSQL on which a transaction begins, waits and ends the same way.

On SQLite they watch their file: one that was deleted or replaced goes on to take writes that nobody
will ever find. So before each commit the path must still name the file that was opened: to ask
takes a few microseconds.
"""

import os
import sqlite3
import time
from typing import Any

from sqlalchemy import URL, Engine, QueuePool, create_engine, event, exc, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError

PATIENCE = 5.0
"""Seconds to wait for a lock, a free connection, or a server that should answer."""

_WRITES = "convenor_writes"
_PSYCOPG = "postgresql+psycopg"
_ACCEPTED = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgres": _PSYCOPG,
    "postgresql": _PSYCOPG,
    _PSYCOPG: _PSYCOPG,
}
_WANTED = "A database address starts with sqlite:/// or postgresql://"


def accepted_url(url: str | URL) -> URL:
    """The address with the driver that Convenor uses; ValueError for another kind of database."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError(_WANTED) from None
    except ValueError:  # SQLAlchemy reads the port as a number
        raise ValueError("the port must be a number, as in postgresql://host:5432/name") from None
    driver = _ACCEPTED.get(parsed.drivername)
    if driver is None:
        raise ValueError(f"{_WANTED}, not with {parsed.drivername}")
    if "@" in (parsed.host or ""):
        raise ValueError("a sign @ in a password or a user name is written as %40")
    return parsed.set(drivername=driver)


def make_engine(url: str | URL, *, connections: int = 4, patience: float = PATIENCE) -> Engine:
    """An engine with at most `connections` open at once (one for SQLite in memory). `patience` in
    seconds. Nothing is connected yet, so this succeeds where no database answers."""
    address = accepted_url(url)
    if address.drivername == _PSYCOPG:
        return _postgresql(address, connections, patience)
    return _sqlite(address, connections, patience)


def reading_engine(engine: Engine) -> Engine:
    """The same connections for transactions that see one moment of the database throughout."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def writing_engine(engine: Engine) -> Engine:
    """The same connections for transactions that write (on SQLite: take its lock at once)."""
    return engine.execution_options(**{_WRITES: True})


def in_memory(address: URL) -> bool:
    return address.database in (None, "", ":memory:")


def _sqlite(address: URL, connections: int, patience: float) -> Engine:
    # A database in memory is its one connection, so the pool lends it to one thread at a time.
    engine = create_engine(
        address,
        poolclass=QueuePool,
        pool_size=1 if in_memory(address) else connections,
        max_overflow=0,
        pool_timeout=patience,
        connect_args={"check_same_thread": False, "timeout": patience},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        # The driver's own transactions begin late and not before reads; ours begin by hand.
        connection.isolation_level = None
        cursor = connection.cursor()
        _use_wal(cursor, patience)
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _use_wal(cursor: DBAPICursor, patience: float) -> None:
    """Switch a file to WAL, for good; two that do so at once get an error instead of a turn."""
    pause = 0.02
    for _attempt in range(round(patience / pause)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(pause)
        else:
            return
    cursor.execute("PRAGMA journal_mode=WAL")


def _postgresql(address: URL, connections: int, patience: float) -> Engine:
    engine = create_engine(
        address,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=patience,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": max(2, round(patience)),
            "tcp_user_timeout": round(patience * 1000),
            "application_name": "convenor",
        },
    )
    milliseconds = round(patience * 1000)

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _record: object) -> None:
        # Not as start-up options, which poolers between us and the server refuse.
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute("SET TIME ZONE 'UTC'")
        cursor.execute(f"SET lock_timeout = {milliseconds}")
        cursor.execute(f"SET statement_timeout = {2 * milliseconds}")
        # A process that hangs inside a transaction would otherwise hold its workspace's lock.
        cursor.execute(f"SET idle_in_transaction_session_timeout = {12 * milliseconds}")
        cursor.close()
        connection.autocommit = False

    return engine


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY = 0xFF


class FileWatch:
    """Of one engine's file. `trouble`: what is wrong with it, in a few words; None: nothing."""

    def __init__(self, engine: Engine, address: URL) -> None:
        self._path = (address.database or "").removeprefix("file:").partition("?")[0]
        self._opened: tuple[int, int] | None = None
        self.damaged = False
        # SQLite would make a new, empty file in place of one that is gone.
        event.listen(engine, "do_connect", lambda *_: self._refuse("connect"))
        event.listen(engine, "connect", self._connected)
        event.listen(engine, "commit", lambda _connection: self._refuse("COMMIT"))
        event.listen(engine, "handle_error", self._failed)

    @property
    def trouble(self) -> str | None:
        """A file that is gone is also read as a damaged one: what became of it says more. A damaged
        file stays damaged until the process starts again, with another."""
        return self._gone() or ("the file is damaged" if self.damaged else None)

    def _gone(self) -> str | None:
        if self._opened is None:
            return None
        try:
            found = os.stat(self._path)
        except OSError:
            return "the file was deleted"
        if (found.st_dev, found.st_ino) != self._opened:
            return "the file was replaced"
        return None if found.st_size else "the file was emptied"

    def _connected(self, *_: Any) -> None:
        if self._opened is None:
            found = os.stat(self._path)
            self._opened = (found.st_dev, found.st_ino)

    def _refuse(self, statement: str) -> None:
        trouble = self._gone()
        if trouble is not None:
            raise exc.OperationalError(statement, None, sqlite3.OperationalError(trouble))

    def _failed(self, context: Any) -> None:
        code = getattr(context.original_exception, "sqlite_errorcode", 0) & _PRIMARY
        self.damaged = self.damaged or code in _DAMAGED

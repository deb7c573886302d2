"""Reads a database's schema version, and migrates it to the newest."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine.interfaces import DBAPICursor

from storage.database.engine import writing_engine
from storage.database.failures import Unusable, raising_not_saved

log = logging.getLogger(__name__)

_MIGRATIONS = Path(__file__).parents[1] / "migrations"
_LOCK = 0x434F4E564D494752
_MINUTE = 60_000


@cache
def _schemas(migrations: Path) -> frozenset[str]:
    """Those of the migrations there: each file's name begins with its own. Read once: whoever
    looks whether we are ready asks every few seconds."""
    files = (migrations / "versions").glob("[!_]*.py")
    return frozenset(file.stem.partition("_")[0] for file in files)


def needed_schema() -> str:
    """The schema that this code needs: that of the last migration."""
    return max(_schemas(_MIGRATIONS))


def present_schema(engine: Engine) -> str | None:
    """The schema that the database has; None: none yet. NotSaved where it does not answer."""
    with raising_not_saved(), engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return version


def upgrade_schema(engine: Engine, to: str = "head") -> None:
    """Bring the database to `head()` (or only up to the schema `to`), whole or not at all.

    Safe to run from several processes at once: one works, the others wait (up to a minute on
    SQLite) and find nothing to do. NotSaved where the database does not answer; Unusable where
    a newer version of this code has changed it.
    """
    found = present_schema(engine)
    if found == needed_schema():
        return
    refuse_newer(found)
    if found is None:
        _refuse_anothers(engine)
    # Alembic takes a while to load, and most starts find nothing to change.
    from alembic import command
    from alembic.config import Config

    with raising_not_saved(), writing_engine(engine).connect() as connection, _alone(connection):
        # A percent sign would otherwise begin a reference to another option.
        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def demand_schema(engine: Engine) -> None:
    """Unusable, in words, unless it has just the schema that this code needs."""
    found, needed = present_schema(engine), needed_schema()
    if found == needed:
        return
    refuse_newer(found)
    old = f"its schema is {found}, and this version needs {needed}" if found else "it is empty"
    raise Unusable(f"{old}. Run: convenor migrate")


def refuse_newer(found: str | None) -> None:
    """Unusable, in words, for a schema that this code does not know."""
    if found is not None and found not in _schemas(_MIGRATIONS):
        raise Unusable("a newer version of Convenor has changed it. Install that version again.")


def _refuse_anothers(engine: Engine) -> None:
    """Tables without a schema's number are not ours, and ours may have the same names."""
    with raising_not_saved(), engine.connect() as connection:
        names = set(inspect(connection).get_table_names())  # at one moment: others may migrate too
        if "alembic_version" not in names and names:
            raise Unusable("another program's tables are in it. Name an empty database.")


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """One transaction in which nobody else migrates, committed at the end."""
    if connection.dialect.name == "sqlite":
        with _sqlite_alone(connection):
            yield
        return
    with connection.begin():
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield


@contextmanager
def _sqlite_alone(connection: Connection) -> Iterator[None]:
    """The same for SQLite, where altering a table copies it and drops the old one. With foreign
    keys on, that would clear the rows that point to it; they can be switched only outside a
    transaction, so they are checked as a whole before its end."""
    cursor = connection.connection.cursor()
    patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout = {_MINUTE}")
    cursor.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            yield
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"The migration left rows that point nowhere: {broken[:5]}")
        _sweep(cursor)
    finally:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
        cursor.close()


def _sweep(cursor: DBAPICursor) -> None:
    """Take what a migration removed (a secret, say) out of the file's free pages and its log too.
    Where there is no room for it, the migrated database is as good as with it."""
    try:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.OperationalError as error:
        log.warning("not_swept", extra={"error": error.sqlite_errorname})

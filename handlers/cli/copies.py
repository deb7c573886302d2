"""`convenor backup FILE` and `convenor restore FILE`.

A copy of SQLite's file is made and put back here. PostgreSQL has tools of its own: they are named,
and only the marking is done here.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.domain.wording import count
from handlers.database import address_of, database_to_read, migrate, open_database
from handlers.mishaps import complain, file_words
from handlers.settings import Settings, SettingsError
from handlers.wiring import real_now
from storage.database.engine import in_memory
from storage.database.failures import address_without_password, sqlite_words
from storage.unit_of_work import Database

_COUNTED = {
    "workspaces": "workspace",
    "dialogues": "dialogue",
    "actions": "action",
    "practices": "practice",
    "deliveries": "message",
}
"""Tables, and what one row of each is."""


class _Refused(Exception):
    """One line that says why nothing was done."""


def back_up(settings: Settings, file: Path) -> int:
    """Make a consistent copy, also while Convenor runs; the exit code."""
    source = file_of(settings)
    if source is None:
        print("PostgreSQL makes its own copies. Run:\n")
        print(f"  pg_dump --format=custom --no-owner --file={file} '{_address(settings)}'")
        return 0
    return _told(source, lambda: _copied(source, file))


def restore(settings: Settings, file: Path) -> int:
    """Put a copy in the database's place and mark it, so that nothing is posted twice."""
    target = file_of(settings)
    if target is None:
        return _restored_by_its_tools(settings, file)
    return _told(file, lambda: _restored(settings, file, target))


def _restored_by_its_tools(settings: Settings, file: Path) -> int:
    """An older copy has not all that a newer schema hangs together by: the schema goes first."""
    address = _address(settings)
    print("PostgreSQL puts its copies back itself. Stop Convenor, and run one after the other:\n")
    print(f"  psql '{address}' -c 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'")
    print(f"  pg_restore --no-owner --single-transaction --dbname='{address}' {file}")
    print(f"  convenor migrate\n  convenor restore {file}\n")
    try:
        with database_to_read(settings) as database:
            marked = count(_mark(database), "workspace", "workspaces")
    except SettingsError as error:
        return complain(f"Not marked yet. {error}")
    print(f"What is there now is marked ({marked}): the next start looks in Slack first.")
    return 0


def _told(source: Path, act: Callable[[], str]) -> int:
    """`source`: the file that is read; it is the one that SQLite complains about."""
    try:
        done = act()
    except _Refused as refused:
        return complain(str(refused))
    except OSError as error:
        return complain(file_words(error.filename or source, error))
    except sqlite3.Error as error:
        why = sqlite_words(error, source) or f"{error}."
        return complain(f"{source} cannot be used: {why}")
    print(done)
    return 0


def file_of(settings: Settings) -> Path | None:
    """The SQLite file; None for a server's database."""
    url = address_of(settings)
    if url.drivername != "sqlite":
        return None
    if in_memory(url):
        raise SettingsError("DATABASE_URL: in memory it ends with its process. Name a file.")
    return Path(str(url.database).removeprefix("file:").partition("?")[0])


def absent_file(settings: Settings) -> Path | None:
    """The SQLite file where it is not there, and to open the database would make it."""
    file = file_of(settings)
    return file if file and not file.exists() and file.parent.is_dir() else None


def demand_file(settings: Settings) -> None:
    """SettingsError where the SQLite file is not there."""
    if file := absent_file(settings):
        raise SettingsError(f"DATABASE_URL: there is no database at {file}")


def _address(settings: Settings) -> str:
    """As PostgreSQL's tools read it; they ask for the password."""
    address = address_of(settings)._replace(password=None)
    return address_without_password(address).replace("+psycopg", "")


def _copied(source: Path, file: Path) -> str:
    if not source.is_file():
        raise _Refused(f"there is no database at {source}")
    with _made_beside(file) as made:
        _copy(source, made)
        held = _held(made)
        try:
            os.link(made, file)  # never over another
        except FileExistsError:
            raise _Refused(f"{file} exists already. Name another file.") from None
    _sync(file.parent)
    return f"{file} holds {held}."


def _restored(settings: Settings, file: Path, target: Path) -> str:
    if not file.is_file():
        raise _Refused(f"there is no copy at {file}")
    with _made_beside(target) as made:
        _copy(file, made)
        held = _held(made)
        database = open_database(settings.model_copy(update={"database_url": f"sqlite:///{made}"}))
        try:
            migrate(database)
            _mark(database)
        finally:
            database.dispose()
        _leave_wal(made)
        kept = _put_aside(target)
        os.rename(made, target)
    _sync(target.parent)
    words = f"{target} is the copy now, and holds {held}. Start Convenor: it looks in Slack first."
    return words + (f" What was there before is kept as {kept}." if kept else "")


def _mark(database: Database) -> int:
    """How many workspaces there are; each looks in Slack first from now on."""
    with database.transaction_of_all() as work:
        return work.installations.mark_restored(real_now())


@contextmanager
def _made_beside(file: Path) -> Iterator[Path]:
    """A new file in the same folder, which is gone at the end unless it was renamed."""
    made = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        made.touch()
    except OSError as error:
        raise _Refused(file_words(file, error)) from None
    try:
        yield made
    finally:
        for end in ("", "-wal", "-shm"):
            made.with_name(made.name + end).unlink(missing_ok=True)


def _copy(source: Path, made: Path) -> None:
    """One moment of the source in one file, on the disk when this returns."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(made)) as new,
    ):
        old.backup(new)
    _leave_wal(made)


def _leave_wal(file: Path) -> None:
    """All that is in it is in this one file; OperationalError while another process has it open."""
    with closing(sqlite3.connect(file, timeout=1.0)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    _sync(file)


def _held(file: Path) -> str:
    """What a sound database of Convenor's holds, in words; _Refused for any other file."""
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise _Refused(f"the database is damaged ({found.splitlines()[0]})")
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not {"alembic_version", *_COUNTED} <= names:
            raise _Refused("this is no database of Convenor's")
        numbers = [
            count(connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0], one, f"{one}s")  # noqa: S608
            for name, one in _COUNTED.items()
        ]
    return ", ".join(numbers)


def _put_aside(target: Path) -> Path | None:
    """Keep what is there, whole or damaged; _Refused while a process of Convenor's uses it."""
    if not target.exists():
        return None
    try:
        _leave_wal(target)
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise _Refused(f"{target} is in use. Stop Convenor first.") from error
    kept = target.with_name(f"{target.name}.before-{real_now():%Y%m%dT%H%M%S}")
    for end in ("", "-wal", "-shm"):
        path = target.with_name(target.name + end)
        if path.exists():
            os.rename(path, kept.with_name(kept.name + end))
    return kept


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)

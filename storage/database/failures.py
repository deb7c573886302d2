"""Classifies driver errors: no answer, worth another try, or unusable as it is."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, exc

from bot.domain import NotSaved

_OUR_OWN = (exc.DataError, exc.IntegrityError, exc.NotSupportedError, exc.ProgrammingError)
_COLLISIONS = frozenset(
    {
        "23505",  # unique_violation: another transaction wrote the key first
        "40001",  # serialization_failure
        "40P01",  # deadlock_detected
    }
)


def not_saved(cause: BaseException) -> NotSaved:
    """A new NotSaved with its cause chained; one for each caller, since errors gather traces."""
    error = NotSaved("The database did not answer.")
    error.__cause__ = cause
    return error


def is_unanswered(error: BaseException) -> bool:
    """Locked, full, unreachable, timed out or broken: not a fault of the statement's own."""
    if isinstance(error, exc.TimeoutError):
        return True
    return isinstance(error, exc.DBAPIError) and not isinstance(error, _OUR_OWN)


def has_collided(error: BaseException) -> bool:
    """Whether only the company of other transactions made this fail (PostgreSQL)."""
    return (
        isinstance(error, exc.DBAPIError) and getattr(error.orig, "sqlstate", None) in _COLLISIONS
    )


def passable_error(error: BaseException) -> BaseException:
    """`error` as a future can carry it: with StopIteration the caller would wait for ever."""
    if not isinstance(error, StopIteration):
        return error
    wrapped = RuntimeError("A job raised StopIteration.")
    wrapped.__cause__ = error
    return wrapped


@contextmanager
def raising_not_saved() -> Iterator[None]:
    """Turn the driver's "no answer" into NotSaved; any other error passes unchanged."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        if is_unanswered(error):
            raise not_saved(error) from error
        raise


_OF_FILES = {
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database. Name another file, or move it away.",
    sqlite3.SQLITE_CORRUPT: "the file is damaged. Put a copy from before in its place.",
    sqlite3.SQLITE_READONLY: "the file or its folder cannot be written. Check their permissions.",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened. Check its and its folder's permissions.",
    sqlite3.SQLITE_PERM: "the file cannot be opened. Check its and its folder's permissions.",
}
_PRIMARY = 0xFF
"""SQLite's extended result codes keep the primary one in their lowest byte (sqlite.org/rescode)."""

# libpq gives no SQLSTATE for a connection that was refused, so its words must tell. A server that
# speaks another language than English is waited for, and its words stand in the log.
_NEVER = {
    r'FATAL: +database "(.*)" does not exist': (
        "there is no database “{}”. Create it, then run: convenor migrate"
    ),
    r'FATAL: +(?:password|Peer|Ident) authentication failed for user "(.*)"': (
        "it does not let “{}” in. Check the user name and the password."
    ),
    r'FATAL: +role "(.*)" (?:does not exist|is not permitted to log in)': (
        "it does not let “{}” in. Check the user name."
    ),
    r'FATAL: +permission denied for database "(.*)"': (
        "the user has no right to “{}”. Give it the right to connect and to create tables."
    ),
    r'no pg_hba\.conf entry for host "(.*?)"': (
        "it takes no calls of this kind from {}. Add a line to its pg_hba.conf, or ask for TLS "
        "with ?sslmode=require."
    ),
    r"fe_sendauth: no password supplied": "it asks for a password. Add one to the address.",
    r'connection is bad: invalid (.*?)(?: value)?: "(.*)"': ("“{1}” is no {0}. Check the address."),
}
"""What its words say for good, and ours, with the way on."""
_AWAY = {
    r"onnection refused$": "nothing listens at that host and port",
    r"could not translate host name|Name or service not known|getaddrinfo|failed to resolve host": (
        "its host has no known address"
    ),
    r"on socket .* failed: No such file": "no PostgreSQL runs on this machine",
    r"timeout expired|Network is unreachable|No route to host": "its host cannot be reached",
}
_ADDRESS_OR_RIGHTS = (None, "42501")
"""None: the driver itself refuses the address; 42501: insufficient_privilege."""


class Unusable(Exception):
    """No waiting makes this database usable; in one line, why and how it is mended."""


@contextmanager
def demand_usable(engine: Engine) -> Iterator[None]:
    """Turn what no waiting mends into Unusable; NotSaved passes where an answer may yet come."""
    try:
        yield
    except NotSaved as error:
        why = _never(engine.url, _original(error))
        if why is None:
            raise
        raise Unusable(why) from error
    except exc.ProgrammingError as error:
        ours = engine.dialect.name == "sqlite" or (
            getattr(error.orig, "sqlstate", None) not in _ADDRESS_OR_RIGHTS
        )
        if ours:
            raise
        words = _line(error.orig or error).replace('"', "“", 1).replace('"', "”", 1)
        raise Unusable(f"{words}. Check the address and the user's rights.") from error


def driver_words(error: NotSaved) -> str:
    """Why it does not answer, in a line without passwords: ours, or else the driver's own words."""
    original = _original(error)
    words = _line(original) if original is not None else "no answer"
    return next((ours for theirs, ours in _AWAY.items() if re.search(theirs, words)), words)


def address_without_password(url: URL) -> str:
    """The address without any password, for people and logs."""
    secret = [name for name in url.query if "password" in name]
    return url.difference_update_query(secret).render_as_string(hide_password=True)


def sqlite_words(error: sqlite3.Error, file: Path) -> str | None:
    """What is wrong with a file and how it is mended; None where it may only be busy."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
    if code == sqlite3.SQLITE_CANTOPEN and file.is_dir():
        return "it is a folder. Name a file in it."
    if code == sqlite3.SQLITE_CANTOPEN and not file.parent.is_dir():
        return f"there is no folder {file.parent}. Create it, or name another file."
    return _OF_FILES.get(code)


def _original(error: NotSaved) -> BaseException | None:
    original: BaseException | None = getattr(error.__cause__, "orig", None)
    return original


def _line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")


def _never(url: URL, error: BaseException | None) -> str | None:
    if isinstance(error, sqlite3.Error):
        return sqlite_words(error, Path((url.database or "").removeprefix("file:")))
    words = str(error)
    for theirs, ours in _NEVER.items():
        if found := re.search(theirs, words):
            return ours.format(*found.groups())
    return None

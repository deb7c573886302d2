"""Watches the file of an SQLite database: whether it is still the one that was opened, and whole.

A file that was deleted or replaced goes on to take writes that nobody will ever find. So before
each commit the path must still name the file that was opened: to ask takes a few microseconds.
"""

import os
import sqlite3
from typing import Any

from sqlalchemy import URL, Engine, event, exc

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_PRIMARY = 0xFF


class FileGone(sqlite3.OperationalError):
    """The path does not name the file any more that was opened."""


class FileWatch:
    """Of one engine's file. `trouble`: what is wrong with it, in a few words; None: nothing."""

    def __init__(self, engine: Engine, address: URL) -> None:
        self._path = (address.database or "").removeprefix("file:").partition("?")[0]
        self._opened: tuple[int, int] | None = None
        self.damaged = False
        event.listen(engine, "do_connect", self._before_connecting)
        event.listen(engine, "connect", self._connected)
        event.listen(engine, "commit", self._before_commit)
        event.listen(engine, "handle_error", self._failed)

    @property
    def trouble(self) -> str | None:
        """A file that is gone is also read as a damaged one: what became of it says more.

        A damaged file stays damaged until the process starts again, with another.
        """
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

    def _before_connecting(self, *_: Any) -> None:
        """SQLite would make a new, empty file in place of one that is gone."""
        self._refuse("connect")

    def _connected(self, *_: Any) -> None:
        if self._opened is None:
            found = os.stat(self._path)
            self._opened = (found.st_dev, found.st_ino)

    def _before_commit(self, _connection: Any) -> None:
        self._refuse("COMMIT")

    def _refuse(self, statement: str) -> None:
        trouble = self._gone()
        if trouble is not None:
            raise exc.OperationalError(statement, None, FileGone(trouble))

    def _failed(self, context: Any) -> None:
        code = getattr(context.original_exception, "sqlite_errorcode", 0) & _PRIMARY
        self.damaged = self.damaged or code in _DAMAGED

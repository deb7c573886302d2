"""State that the jobs of one commit share: cached reads, and rows to write together."""

from collections.abc import Hashable
from typing import Any

from sqlalchemy import Connection, Executable

Known = dict[Hashable, Any]
"""What a transaction has read of tables that are read by nearly every job and seldom written."""

Row = dict[str, Any]
Mark = tuple[dict[tuple[type, Executable], int], Known]


class Shared:
    """`puts_off`: rows may wait until the jobs are done, or until their ledger is asked again.

    `reading`: nothing is written, so that whatever was read is so until the transaction ends.
    `wrote`: something was sent to the database, apart from questions, since the last `mark`.
    """

    def __init__(self, *, puts_off: bool = False, reading: bool = False) -> None:
        self.puts_off = puts_off
        self.reading = reading
        self.wrote = False
        self.known: Known = {}
        self._later: dict[tuple[type, Executable], list[Row]] = {}

    def put_off(self, ledger: type, statement: Executable, row: Row) -> None:
        """Keep a row of this ledger for `statement`, which takes many at once."""
        self._later.setdefault((ledger, statement), []).append(row)

    def write(self, connection: Connection, ledger: type | None = None) -> None:
        """Write what was put off, by this ledger or by all."""
        for key in [key for key in self._later if ledger in (None, key[0])]:
            connection.execute(key[1], self._later.pop(key))

    def mark(self) -> Mark:
        """How far it has come, for `go_back`; from here on `wrote` tells of new writes."""
        self.wrote = False
        return {key: len(rows) for key, rows in self._later.items()}, dict(self.known)

    def go_back(self, mark: Mark) -> None:
        """Forget what was put off since, and what was concluded from it; not if it `wrote`."""
        lengths, known = mark
        for key, rows in self._later.items():
            del rows[lengths.get(key, 0) :]
        self._later = {key: rows for key, rows in self._later.items() if rows}
        self.known.clear()
        self.known.update(known)

    def heard(self, statement: str) -> None:
        """Called for every statement just before it is sent."""
        self.wrote = self.wrote or not statement.startswith("SELECT")


_SHARED = "convenor_shared"


def share_transaction(
    connection: Connection, *, puts_off: bool = False, reading: bool = False
) -> Shared:
    """Let all jobs of the transaction that has begun on this Connection share one."""
    shared = Shared(puts_off=puts_off, reading=reading)
    connection.execution_options(**{_SHARED: shared})
    return shared


def shared_on(connection: Connection) -> Shared:
    """What the transaction's jobs share; an empty one of one's own where nothing is shared."""
    found: Shared | None = connection.get_execution_options().get(_SHARED)
    return Shared() if found is None else found


def hear_statement(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    """A listener for `before_cursor_execute`."""
    found: Shared | None = connection.get_execution_options().get(_SHARED)
    if found is not None:
        found.heard(statement)

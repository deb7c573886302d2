"""State that the jobs of one commit share: cached reads, and rows to write together.

Beside it what one process keeps from one transaction to the next, as long as it is still so.
"""

from collections.abc import Hashable
from typing import Any

from sqlalchemy import Connection, Engine, Executable, text

Known = dict[Hashable, Any]
"""What a transaction has read of tables that are read by nearly every job and seldom written."""

Row = dict[str, Any]
_VERSION = text("SELECT token FROM versions WHERE workspace_id = :workspace_id")
Mark = tuple[dict[tuple[type, Executable], int], Known]


class Spoilt(Exception):
    """What a group has done so far cannot be kept: each of it must be tried for itself."""


class Notes:
    """Of each workspace, what a process has read of the versioned tables at their last version.

    Threads that see different versions each fill a `Known` of their own; what one holds is what any
    transaction reads that sees its token.
    """

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, Known]] = {}

    def at(self, workspace_id: str, version: str) -> Known:
        found = self._last.get(workspace_id)
        if found is None or found[0] != version:
            found = self._last[workspace_id] = (version, {})
        return found[1]


class Shared:
    """`puts_off`: rows may wait until the jobs are done, or until their ledger is asked again.

    `reading`: nothing is written, so that whatever was read is so until the transaction ends.
    `wrote`: something was sent to the database, apart from questions, since the last `mark`.
    `kept`: the process's own; None: nothing outlasts the transaction.
    """

    def __init__(
        self, *, puts_off: bool = False, reading: bool = False, kept: Notes | None = None
    ) -> None:
        self.puts_off = puts_off
        self.reading = reading
        self.wrote = False
        self.known: Known = {}
        self._later: dict[tuple[type, Executable], list[Row]] = {}
        self._each_changes: set[Executable] = set()
        self._kept = kept
        self._versioned: dict[str, Known] = {}

    def versioned(self, connection: Connection, workspace_id: str) -> Known:
        """Where it is noted what was read of versioned tables: the process's own notes, for the
        version that this transaction sees; its own as soon as it has written to one of them."""
        if self._kept is None:
            return self.known
        if workspace_id not in self._versioned:
            version = connection.scalar(_VERSION, {"workspace_id": workspace_id})
            self.see_version(workspace_id, version)
        return self._versioned[workspace_id]

    def see_version(self, workspace_id: str, version: str | None) -> None:
        """Whoever has read the token of this transaction with something else says so first."""
        if self._kept is not None:
            found = self.known if version is None else self._kept.at(workspace_id, version)
            self._versioned.setdefault(workspace_id, found)

    def stop_keeping(self) -> None:
        """This transaction sees rows that have no version yet, and may be undone."""
        self._kept = None

    def put_off(
        self, ledger: type, statement: Executable, row: Row, *, each_changes: bool = False
    ) -> None:
        """Keep a row of this ledger for `statement`, which takes many at once. `each_changes`:
        whoever gave the row goes by it that it changes one in the database."""
        self._later.setdefault((ledger, statement), []).append(row)
        if each_changes:
            self._each_changes.add(statement)

    def write(self, connection: Connection, ledger: type | None = None) -> None:
        """Write what was put off, by this ledger or by all; Spoilt where a row that had to
        change one has changed none."""
        for key in [key for key in self._later if ledger in (None, key[0])]:
            rows = self._later.pop(key)
            changed = connection.execute(key[1], rows).rowcount
            if key[1] in self._each_changes and changed != len(rows):
                raise Spoilt

    def mark(self) -> Mark:
        """How far it has come, for `go_back`; from here on `wrote` counts new writes."""
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


_SHARED, _KEPT = "convenor_shared", "convenor_kept"


def keeping(engine: Engine) -> Engine:
    """The same connections, with what the process keeps of what is read on them."""
    return engine.execution_options(**{_KEPT: Notes()})


def share_transaction(
    connection: Connection, *, puts_off: bool = False, reading: bool = False
) -> Shared:
    """Let all jobs of the transaction that has begun on this Connection share one."""
    kept = connection.get_execution_options().get(_KEPT)
    shared = Shared(puts_off=puts_off, reading=reading, kept=kept)
    connection.execution_options(**{_SHARED: shared})
    return shared


def shared_on(connection: Connection) -> Shared:
    """What the transaction's jobs share; an empty one of one's own where nothing is shared."""
    options = connection.get_execution_options()
    found: Shared | None = options.get(_SHARED)
    return Shared(kept=options.get(_KEPT)) if found is None else found


def hear_statement(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    """A listener for `before_cursor_execute`."""
    found: Shared | None = connection.get_execution_options().get(_SHARED)
    if found is not None:
        found.heard(statement)

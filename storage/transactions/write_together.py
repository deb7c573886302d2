"""One commit for all the writes that wait at the same moment; each fails alone."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from storage.database.failures import has_collided, is_unanswered, not_saved, passable_error
from storage.transactions.jobs import Job, Jobs
from storage.transactions.shared_state import Shared, Spoilt, share_transaction, shared_on


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job came to, told only after the commit."""

    job: Job
    result: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        if self.error is None:
            self.job.future.set_result(self.result)
        elif is_unanswered(self.error):
            self.job.future.set_exception(not_saved(self.error))
        else:
            self.job.future.set_exception(passable_error(self.error))


@contextmanager
def raising_spoilt(connection: Connection) -> Iterator[None]:
    """Turn an error into Spoilt, unless nothing can be done on this connection any more."""
    try:
        yield
    except Exception as error:
        if connection.invalidated:
            raise
        raise Spoilt from error


_TRIES = 4
"""Who was in the way may be so once more: it wakes later than a job that begins again at once."""

AskAhead = Callable[[Connection, Sequence[tuple[str, Any]]], None]
"""Given (workspace id, asks) of a group's jobs before they run, it asks for all at once."""


class GroupCommit(Jobs):
    """One write transaction for a group.

    A group runs at once, without a savepoint for each job; where one of them fails after it has
    written, all is undone and the group runs again, each job in its own savepoint. So a job may
    be run again because of another in its group, or of a transaction that got in its way: its
    only effects are its writes. Nobody is answered before the commit; if that fails, everybody
    hears NotSaved. (A server that dies just while it commits may have kept the group: then, as
    with any lost answer, nobody can tell, and receipts make a repeated request harmless.)
    """

    def __init__(
        self, engine: Engine, name: str, threads: int, largest_group: int, ask_ahead: AskAhead
    ) -> None:
        super().__init__(engine, name, threads, largest_group)
        self._ahead = ask_ahead

    def serve(self, group: Sequence[Job]) -> None:
        """What is `apart` comes in a commit of its own."""
        for apart in (False, True):
            part = [job for job in group if job.apart is apart]
            if part:
                self._commit(part)

    def _commit(self, group: Sequence[Job], *, tries: int = _TRIES) -> None:
        try:
            outcomes = self._run_together(group)
        except BaseException as error:
            for job in group:
                job.future.set_exception(not_saved(error))
            return
        for outcome in outcomes:
            if outcome.error is not None and has_collided(outcome.error) and tries > 1:
                self._commit([outcome.job], tries=tries - 1)
            else:
                outcome.tell()

    def _run_alone(self, job: Job) -> _Outcome:
        """Without a savepoint: there is nobody else to be kept from its failure."""
        with self._engine.connect() as connection, connection.begin() as transaction:
            take_turns(connection, [job.workspace_id])
            shared = share_transaction(connection, puts_off=True)
            try:
                self._ask_ahead(connection, [job])
                result = job.run(connection)
                shared.write(connection)
            except BaseException as error:
                if connection.invalidated or isinstance(error, Spoilt):
                    raise
                transaction.rollback()
                return _Outcome(job, error=error)
        return _Outcome(job, result)

    def _ask_ahead(self, connection: Connection, group: Sequence[Job]) -> None:
        asked = [(job.workspace_id, job.asks) for job in group if job.workspace_id and job.asks]
        self._ahead(connection, asked)

    def _run_together(self, group: Sequence[Job]) -> list[_Outcome]:
        if group[0].apart and len(group) > 1:
            return self._run_apart(group)
        try:
            return self._run_at_once(group) if len(group) > 1 else [self._run_alone(*group)]
        except Spoilt:
            return self._run_apart(group)

    def _run_at_once(self, group: Sequence[Job]) -> list[_Outcome]:
        """With rows of all jobs in one statement; Spoilt where a job would take others along."""
        with self._engine.begin() as connection:
            take_turns(connection, (job.workspace_id for job in group))
            shared = share_transaction(connection, puts_off=True)
            with raising_spoilt(connection):
                self._ask_ahead(connection, group)
            outcomes = [_unless_it_spoils(connection, job, shared) for job in group]
            with raising_spoilt(connection):
                shared.write(connection)
        return outcomes

    def _run_apart(self, group: Sequence[Job]) -> list[_Outcome]:
        with self._engine.begin() as connection:
            take_turns(connection, (job.workspace_id for job in group))
            share_transaction(connection, puts_off=False)
            return [_in_savepoint(connection, job) for job in group]


def _unless_it_spoils(connection: Connection, job: Job, shared: Shared) -> _Outcome:
    """Spoilt where it failed and has written: an error of the database's own counts as that."""
    mark = shared.mark()
    try:
        return _Outcome(job, job.run(connection))
    except BaseException as error:
        if connection.invalidated:
            raise
        if shared.wrote or isinstance(error, SQLAlchemyError):
            raise Spoilt from error
        shared.go_back(mark)
        return _Outcome(job, error=error)


def _in_savepoint(connection: Connection, job: Job) -> _Outcome:
    savepoint = connection.begin_nested()
    try:
        result = job.run(connection)
        savepoint.commit()
    except BaseException as error:
        if connection.invalidated:
            raise
        savepoint.rollback()
        shared_on(connection).known.clear()  # it may have been read from what is undone
        return _Outcome(job, error=error)
    return _Outcome(job, result)


_LOCKS = 0x434F4E56  # our number space among a server's advisory locks
_LOCK = text("SELECT pg_advisory_xact_lock(:space, :number)")


def take_turns(connection: Connection, workspace_ids: Iterable[str | None]) -> None:
    """Let one workspace's writes come one after another, as SQLite's one writer does.

    On PostgreSQL a lock for each workspace until the transaction ends, so that what a use case has
    read is still so when it writes; in one order, so that two groups never wait in a ring.
    """
    if connection.dialect.name == "sqlite":
        return
    numbers = {zlib.crc32((workspace_id or "").encode()) - 2**31 for workspace_id in workspace_ids}
    for number in sorted(numbers):
        connection.execute(_LOCK, {"space": _LOCKS, "number": number})

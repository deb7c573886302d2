"""The door to a database's transactions: jobs that wait at the same moment share one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, exc

from storage.database.engine import reading_engine, writing_engine
from storage.database.failures import is_unanswered, not_saved, passable_error, raising_not_saved
from storage.transactions.jobs import LARGEST_GROUP, Job, Jobs
from storage.transactions.shared_state import keeping, share_transaction
from storage.transactions.write_together import AskAhead, GroupCommit, take_turns

__all__ = ["LARGEST_GROUP", "Transactions"]


class GroupRead(Jobs):
    """Like GroupCommit, with nothing to commit: what the jobs know of one moment they share.

    The moment is later than each of them was asked for. What a job writes in spite of its name is
    not kept, but others of its group may see it.
    """

    def serve(self, group: Sequence[Job]) -> None:
        left = list(group)
        while left:
            try:
                self._read(left)
            except BaseException as error:  # there is no transaction to read in
                for job in left:
                    job.future.set_exception(not_saved(error) if is_unanswered(error) else error)
                return

    def _read(self, left: list[Job]) -> None:
        """Answer each and take it off the list, up to one whose error ends the transaction."""
        with self._engine.connect() as connection, connection.begin() as transaction:
            shared = share_transaction(connection, reading=True)
            try:
                while left:
                    job = left.pop(0)
                    try:
                        job.future.set_result(job.run(connection))
                    except exc.SQLAlchemyError as error:
                        told = not_saved(error) if is_unanswered(error) else error
                        job.future.set_exception(told)
                        transaction.rollback()
                        return
                    except BaseException as error:
                        job.future.set_exception(passable_error(error))
            finally:
                # Else it is committed: at a rollback psycopg forgets every statement it prepared.
                if shared.wrote and transaction.is_active:
                    transaction.rollback()


class Transactions:
    """On SQLite one thread writes and one reads; on PostgreSQL two write and two read.

    A job belongs to one workspace, or with None to what spans them. One workspace's writes come
    one after another on either database. `asks` of writes that share a commit are told to
    `ask_ahead` before these run. Both are called as `Jobs.run`: `read` rolls back what a job
    writes, and `write` returns once it is durable; such a job may be run twice.
    """

    def __init__(self, engine: Engine, *, ask_ahead: AskAhead, largest_group: int) -> None:
        threads = 1 if engine.dialect.name == "sqlite" else 2
        kept = keeping(engine)
        self._reading, self._writing = reading_engine(kept), writing_engine(kept)
        self._writers = GroupCommit(self._writing, "write", threads, largest_group, ask_ahead)
        self._readers = GroupRead(self._reading, "read", threads, largest_group)
        self.read, self.write = self._readers.run, self._writers.run

    @contextmanager
    def here(self, workspace_id: str | None, *, write: bool) -> Iterator[Connection]:
        """A transaction in the caller's own thread; rolled back at its end unless `write`."""
        engine = self._writing if write else self._reading
        with raising_not_saved(), engine.connect() as connection, connection.begin() as transaction:
            if write:
                take_turns(connection, [workspace_id])
            yield connection
            if not write:
                transaction.rollback()

    def close(self) -> None:
        """Finish what waits; blocks until then. Whoever comes later hears NotSaved."""
        self._writers.close()
        self._readers.close()

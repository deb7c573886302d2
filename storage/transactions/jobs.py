"""A queue of jobs; worker threads take all that wait at the same moment together."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Connection, Engine, event

from storage.database.failures import not_saved
from storage.transactions.shared_state import hear_statement

LARGEST_GROUP = 64


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A transaction's work that waits, and the future through which its caller hears of it.

    `asks`: what it will ask for, in the words of whoever asks ahead for all jobs together.
    `apart`: it may be refused by the database, and shares its transaction with none but such.
    """

    workspace_id: str
    run: Callable[[Connection], Any]
    asks: Any = None
    apart: bool = False
    future: "Future[Any]" = field(default_factory=Future)


class Spoilt(Exception):
    """What a group has done so far cannot be kept: each of it must be tried for itself."""


@contextmanager
def raising_spoilt(connection: Connection) -> Iterator[None]:
    """Turn an error into Spoilt, unless nothing can be done on this connection any more."""
    try:
        yield
    except Exception as error:
        if connection.invalidated:
            raise
        raise Spoilt from error


AskAhead = Callable[[Connection, Sequence[tuple[str, Any]]], None]
"""Given (workspace id, asks) of a group's jobs before they run, it asks for all at once."""


class Jobs(ABC):
    """`engine` begins the transactions in which a subclass runs each group."""

    def __init__(
        self,
        engine: Engine,
        *,
        threads: int,
        name: str,
        largest_group: int = LARGEST_GROUP,
        ask_ahead: AskAhead = lambda *_: None,
    ) -> None:
        event.listen(engine, "before_cursor_execute", hear_statement)
        self._engine = engine
        self._largest_group = largest_group
        self._ahead = ask_ahead
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=f"convenor-{name}")

    async def run(
        self,
        workspace_id: str,
        run: Callable[[Connection], Any],
        asks: Any = None,
        *,
        apart: bool = False,
    ) -> Any:
        """What `run` returns, once its transaction has ended. A caller who is cancelled before
        its turn takes the job along; after that the job is finished and nobody hears of it."""
        job = Job(workspace_id, run, asks, apart)
        self._waiting.put(job)
        try:
            self._threads.submit(self._take_turn)
        except RuntimeError as closed:
            if job.future.cancel():
                raise not_saved(closed) from closed
        return await asyncio.wrap_future(job.future)

    def close(self) -> None:
        """Finish every job that waits, then end the threads; blocks until then."""
        self._threads.shutdown(wait=True)

    def _take_turn(self) -> None:
        """There is one turn for each job put, so that whoever finds none has nothing to do."""
        group: list[Job] = []
        while len(group) < self._largest_group:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                break
            if job.future.set_running_or_notify_cancel():
                group.append(job)
        if group:
            self.serve(group)

    @abstractmethod
    def serve(self, group: Sequence[Job]) -> None:
        """Run them and tell each future what its job came to, whatever happens."""

    def _ask_ahead(self, connection: Connection, group: Sequence[Job]) -> None:
        """Spoilt where one of them asks for what the database does not take as a value."""
        asked = [(job.workspace_id, job.asks) for job in group if job.asks]
        if asked:
            with raising_spoilt(connection):
                self._ahead(connection, asked)

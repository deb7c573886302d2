"""A queue of jobs; worker threads take all that wait at the same moment together."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, event

from storage.database.failures import not_saved
from storage.transactions.shared_state import hear_statement

LARGEST_GROUP = 64
T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """A transaction's work that waits, and the future that holds what it came to.

    `asks`: what it will ask for, in the words of whoever asks ahead for all jobs together.
    `apart`: it may be refused by the database, and shares its transaction with none but such.
    `heard`: through which its caller hears of it, in the loop of their own.
    """

    workspace_id: str | None
    run: Callable[[Connection], Any]
    asks: Any = None
    apart: bool = False
    future: "Future[Any]" = field(default_factory=Future)
    heard: "asyncio.Future[Any] | None" = None

    def tell(self) -> None:
        if self.heard is None or self.heard.done():
            return
        error = self.future.exception(timeout=0)
        if error is None:
            self.heard.set_result(self.future.result())
        else:
            self.heard.set_exception(error)


class Jobs(ABC):
    """`engine` begins the transactions in which a subclass runs each group."""

    def __init__(self, engine: Engine, name: str, threads: int, largest_group: int) -> None:
        event.listen(engine, "before_cursor_execute", hear_statement)
        self._engine = engine
        self._largest_group = largest_group
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        self._turn_is_due = False
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=f"convenor-{name}")

    async def run(
        self,
        workspace_id: str | None,
        run: Callable[[Connection], T],
        asks: Any = None,
        *,
        apart: bool = False,
    ) -> T:
        """What `run` returns, once its transaction has ended. `asks`, `apart`: see Job.

        A caller who is cancelled before its turn takes the job along; after that the job is
        finished and nobody hears of it.
        """
        heard: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        job = Job(workspace_id, run, asks, apart, heard=heard)
        self._waiting.put(job)
        try:
            if not self._turn_is_due:
                self._turn_is_due = True
                self._threads.submit(self._take_turns)
        except RuntimeError as closed:
            self._turn_is_due = False
            if job.future.cancel():
                raise not_saved(closed) from closed
        return await heard

    def close(self) -> None:
        """Finish every job that waits, then end the threads; blocks until then."""
        self._threads.shutdown(wait=True)

    def _take_turns(self) -> None:
        """Whoever puts a job from now on sees to another turn; what was put before is served."""
        self._turn_is_due = False
        while group := self._take_group():
            try:
                self.serve(group)
            except BaseException as error:  # a bug of ours: nobody is left waiting for ever
                for job in group:
                    if not job.future.done():
                        job.future.set_exception(not_saved(error))
            for loop in {job.heard.get_loop() for job in group if job.heard is not None}:
                with suppress(RuntimeError):  # a loop that has ended hears nothing
                    loop.call_soon_threadsafe(_tell, group, loop)

    def _take_group(self) -> list[Job]:
        group: list[Job] = []
        while len(group) < self._largest_group:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                break
            is_wanted = job.heard is None or not job.heard.cancelled()
            if is_wanted and job.future.set_running_or_notify_cancel():
                group.append(job)
        return group

    @abstractmethod
    def serve(self, group: Sequence[Job]) -> None:
        """Run them and tell each future what its job came to, whatever happens."""


def _tell(group: Sequence[Job], loop: asyncio.AbstractEventLoop) -> None:
    """One hand-over for all of a group, in the loop of their callers."""
    for job in group:
        if job.heard is not None and job.heard.get_loop() is loop:
            job.tell()

"""The ledgers of one workspace in one transaction, and the database that opens them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import URL, Connection, select

from bot.ports.holidays import Holidays, NoHolidays
from bot.ports.unit_of_work import NOTHING, Asks
from storage.database.engine import PATIENCE, in_memory, make_engine, reading_engine, writing_engine
from storage.database.failures import raising_not_saved
from storage.database.file_watch import FileWatch
from storage.database.notify import listen_for_due
from storage.ledgers.actions import Actions
from storage.ledgers.agendas import Agendas, Attendance
from storage.ledgers.books import Journal, Numbers, Receipts, Workspaces
from storage.ledgers.calendars import Calendars
from storage.ledgers.channels import Channels
from storage.ledgers.charges import Charges
from storage.ledgers.deliveries import Deliveries
from storage.ledgers.dialogues import Dialogues
from storage.ledgers.digests import DigestHolds
from storage.ledgers.groups import Groups
from storage.ledgers.organisations import Organisations
from storage.ledgers.people import People
from storage.ledgers.practices import Practices
from storage.ledgers.recipients import Recipients
from storage.ledgers.revisions import Revisions, SeriesLinks
from storage.ledgers.roles import Roles
from storage.ledgers.rsvps import Rsvps
from storage.ledgers.series import SeriesLedger
from storage.queue.counts import Tallies
from storage.queue.queue import Queue
from storage.tables import metadata, workspaces
from storage.transactions.jobs import LARGEST_GROUP
from storage.transactions.read_together import GroupRead
from storage.transactions.shared_state import shared_on
from storage.transactions.workspace_lock import take_turns
from storage.transactions.write_guarded import GuardedCommit
from storage.transactions.write_together import GroupCommit

T = TypeVar("T")


class UnitOfWork:
    """Implements bot.ports.unit_of_work.UnitOfWork on an open connection."""

    def __init__(
        self, connection: Connection, workspace_id: str, holidays: Holidays | None = None
    ) -> None:
        shared = shared_on(connection)
        self.workspace_id = workspace_id
        self.holidays = holidays or NoHolidays()
        self.workspaces = Workspaces(connection, workspace_id, shared)
        self.organisations = Organisations(connection, workspace_id, shared)
        self.people = People(connection, workspace_id, shared)
        self.groups = Groups(connection, workspace_id, shared)
        self.channels = Channels(connection, workspace_id, shared)
        self.roles = Roles(connection, workspace_id, shared)
        self.dialogues = Dialogues(connection, workspace_id, shared)
        self.rsvps = Rsvps(connection, workspace_id, shared)
        self.series = SeriesLedger(connection, workspace_id, shared)
        self.revisions = Revisions(connection, workspace_id, shared)
        self.series_links = SeriesLinks(connection, workspace_id, shared)
        self.digest_holds = DigestHolds(connection, workspace_id, shared)
        self.agendas = Agendas(connection, workspace_id, shared)
        self.attendance = Attendance(connection, workspace_id, shared)
        self.charges = Charges(connection, workspace_id, shared)
        self.calendars = Calendars(connection, workspace_id, shared)
        self.actions = Actions(connection, workspace_id, shared)
        self.practices = Practices(connection, workspace_id, shared)
        self.deliveries = Deliveries(connection, workspace_id, shared)
        self.queue = Queue(connection)
        self.recipients = Recipients(connection, workspace_id, shared)
        self.receipts = Receipts(connection, workspace_id, shared)
        self.journal = Journal(connection, workspace_id, shared)
        self.numbers = Numbers(connection, workspace_id, shared)
        self.tallies = Tallies(connection)


def _ask_ahead(connection: Connection, asked: Iterable[tuple[str, Asks]]) -> None:
    """One question for all receipts of a workspace, and one for all people."""
    wanted: dict[str, tuple[set[str], set[str]]] = {}
    for workspace_id, asks in asked:
        keys, user_ids = wanted.setdefault(workspace_id, (set(), set()))
        keys.update(asks.receipts)
        user_ids.update(asks.people)
    for workspace_id, (keys, user_ids) in wanted.items():
        work = UnitOfWork(connection, workspace_id)
        if keys:
            work.receipts.ask_ahead(keys)
        if user_ids:
            work.people.ask_ahead(user_ids)


class Database:
    """Implements bot.ports.unit_of_work.Memory.

    On SQLite one thread writes and one reads; on PostgreSQL two write and two read, and one more
    writes what is guarded. Other jobs of one workspace never write at the same time on either.
    """

    def __init__(
        self,
        url: str | URL,
        *,
        patience: float = PATIENCE,
        largest_group: int = LARGEST_GROUP,
        holidays: Holidays | None = None,
    ) -> None:
        """`patience`: seconds to wait for a lock or a server before NotSaved. `holidays`: what
        every unit of work knows of them, beside what is stored; None: there are none.

        ValueError for an address of neither SQLite nor PostgreSQL; nothing is connected yet.
        """
        self.engine = make_engine(url, connections=8, patience=patience)
        sqlite_file = self.engine.dialect.name == "sqlite" and not in_memory(self.engine.url)
        self._file = FileWatch(self.engine, self.engine.url) if sqlite_file else None
        writers, readers = (1, 1) if self.engine.dialect.name == "sqlite" else (2, 2)
        self._reading, self._writing = reading_engine(self.engine), writing_engine(self.engine)
        self._writers = GroupCommit(
            self._writing,
            threads=writers,
            name="write",
            largest_group=largest_group,
            ask_ahead=_ask_ahead,
        )
        self._guarded = (
            self._writers  # the file has one writer in any case
            if self.engine.dialect.name == "sqlite"
            else GuardedCommit(self._writing, threads=1, name="guarded")
        )
        self._readers = GroupRead(self._reading, threads=readers, name="read", ask_ahead=_ask_ahead)
        self._holidays = holidays

    async def read(
        self, workspace_id: str, job: Callable[[UnitOfWork], T], *, asks: Asks = NOTHING
    ) -> T:
        """Run `job` on one moment's view; what it writes is rolled back."""
        result: T = await self._readers.run(
            workspace_id, lambda c: job(UnitOfWork(c, workspace_id, self._holidays)), asks
        )
        return result

    async def write(
        self,
        workspace_id: str,
        job: Callable[[UnitOfWork], T],
        *,
        asks: Asks = NOTHING,
        guarded: bool = False,
        apart: bool = False,
    ) -> T:
        """Run `job` and return once what it wrote is durable; `job` may be run twice."""
        writers = self._guarded if guarded else self._writers
        result: T = await writers.run(
            workspace_id,
            lambda c: job(UnitOfWork(c, workspace_id, self._holidays)),
            asks,
            apart=apart,
        )
        return result

    async def workspace_ids(self) -> tuple[str, ...]:
        running = select(workspaces.c.workspace_id).where(workspaces.c.stopped_at.is_(None))
        ordered = running.order_by(workspaces.c.workspace_id)
        found: tuple[str, ...] = await self._readers.run(
            "", lambda c: tuple(c.execute(ordered).scalars())
        )
        return found

    @contextmanager
    def transaction(self, workspace_id: str, *, write: bool = True) -> Iterator[UnitOfWork]:
        """A transaction in the caller's own thread, for tests and the command line.

        Committed at its end where `write`, else rolled back; NotSaved as in `read` and `write`.
        """
        engine = self._writing if write else self._reading
        with raising_not_saved(), engine.connect() as connection, connection.begin() as transaction:
            if write:
                take_turns(connection, [workspace_id])
            yield UnitOfWork(connection, workspace_id, self._holidays)
            if not write:
                transaction.rollback()

    async def listen(self, wake: Callable[[], None]) -> None:
        """Call `wake` when any process owes something soon; ends when cancelled.

        On SQLite it returns at once: there nobody announces, and workers poll.
        """
        if self.engine.dialect.name == "postgresql":
            await listen_for_due(self.engine.url, wake)

    @property
    def file_trouble(self) -> str | None:
        """What is wrong with the database's file, where it is one; None: nothing is."""
        return self._file.trouble if self._file is not None else None

    def create_schema(self) -> None:
        """Make the declared tables in an empty database, for tests; others use migrations."""
        metadata.create_all(self._writing)

    async def close(self) -> None:
        """Finish what waits, then let go of threads and connections; NotSaved ever after."""
        await asyncio.to_thread(self.dispose)

    def dispose(self) -> None:
        """`close` for callers without an event loop; blocks until what waits is done."""
        self._writers.close()
        self._guarded.close()
        self._readers.close()
        self.engine.dispose()

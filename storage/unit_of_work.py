"""The ledgers of one workspace in one transaction, and the database that opens them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import URL, Connection

from bot.ports.holidays import Holidays, NoHolidays
from bot.ports.unit_of_work import NOTHING, Asks
from storage.database.engine import PATIENCE, in_memory, make_engine
from storage.database.file_watch import FileWatch
from storage.database.notify import listen_for_due
from storage.ledgers.actions import Actions
from storage.ledgers.adoptions import Adoptions
from storage.ledgers.agendas import Agendas, Attendance
from storage.ledgers.books import Drafts, Installations, Journal, Numbers, Receipts, Workspaces
from storage.ledgers.calendars import Calendars, Feeds
from storage.ledgers.channels import Channels
from storage.ledgers.charges import Charges
from storage.ledgers.decisions import Decisions
from storage.ledgers.deliveries import Deliveries
from storage.ledgers.dialogues import Dialogues
from storage.ledgers.digests import DigestHolds, Digests
from storage.ledgers.groups import Groups
from storage.ledgers.homes import Homes
from storage.ledgers.minutes import MinutesLedger
from storage.ledgers.mornings import Mornings
from storage.ledgers.organisations import Organisations
from storage.ledgers.people import People
from storage.ledgers.practices import Practices
from storage.ledgers.recipients import Recipients
from storage.ledgers.revisions import Revisions, SeriesLinks
from storage.ledgers.roles import Roles
from storage.ledgers.rsvps import Rsvps
from storage.ledgers.search import Search
from storage.ledgers.series import SeriesLedger
from storage.ledgers.spotlights import Spotlights
from storage.ledgers.steps import Steps
from storage.queue.counts import Tallies
from storage.queue.queue import Queue
from storage.transactions.shared_state import shared_on
from storage.transactions.transactions import LARGEST_GROUP, Transactions

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
        self.digests = Digests(connection, workspace_id, shared)
        self.agendas = Agendas(connection, workspace_id, shared)
        self.attendance = Attendance(connection, workspace_id, shared)
        self.minutes = MinutesLedger(connection, workspace_id, shared)
        self.charges = Charges(connection, workspace_id, shared)
        self.calendars = Calendars(connection, workspace_id, shared)
        self.feeds = Feeds(connection, workspace_id, shared)
        self.homes = Homes(connection, workspace_id, shared)
        self.actions = Actions(connection, workspace_id, shared)
        self.decisions = Decisions(connection, workspace_id, shared)
        self.practices = Practices(connection, workspace_id, shared)
        self.search = Search(connection, workspace_id, shared)
        self.spotlights = Spotlights(connection, workspace_id, shared)
        self.adoptions = Adoptions(connection, workspace_id, shared)
        self.deliveries = Deliveries(connection, workspace_id, shared)
        self.mornings = Mornings(connection, workspace_id, shared)
        self.queue = Queue(connection, shared)
        self.recipients = Recipients(connection, workspace_id, shared)
        self.receipts = Receipts(connection, workspace_id, shared)
        self.drafts = Drafts(connection, workspace_id, shared)
        self.steps = Steps(connection, workspace_id, shared)
        self.journal = Journal(connection, workspace_id, shared)
        self.numbers = Numbers(connection, workspace_id, shared)


class AllWorkspaces:
    """Implements bot.ports.unit_of_work.AllWorkspaces on an open connection."""

    def __init__(self, connection: Connection) -> None:
        self.queue = Queue(connection, shared_on(connection))
        self.tallies = Tallies(connection)
        self.installations = Installations(connection)


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
    """Implements bot.ports.unit_of_work.Memory."""

    def __init__(
        self,
        url: str | URL,
        *,
        patience: float = PATIENCE,
        largest_group: int = LARGEST_GROUP,
        holidays: Holidays | None = None,
    ) -> None:
        """`patience`: seconds to wait for a lock or a server before NotSaved. `holidays`: what
        every unit of work has them, beside what is stored; None: there are none.

        ValueError for an address of neither SQLite nor PostgreSQL; nothing is connected yet.
        """
        self.engine = make_engine(url, connections=8, patience=patience)
        sqlite_file = self.engine.dialect.name == "sqlite" and not in_memory(self.engine.url)
        self._file = FileWatch(self.engine, self.engine.url) if sqlite_file else None
        self._transactions = Transactions(
            self.engine, ask_ahead=_ask_ahead, largest_group=largest_group
        )
        self._holidays = holidays

    async def read(self, workspace_id: str, job: Callable[[UnitOfWork], T]) -> T:
        """Run `job` on one moment's view; what it writes is rolled back."""
        result: T = await self._transactions.read(
            workspace_id, lambda c: job(self._unit(c, workspace_id))
        )
        return result

    async def read_apart(self, workspace_id: str, job: Callable[[UnitOfWork], T]) -> T:
        """`read` that others do not wait for; on the same moment's view throughout."""

        def alone() -> T:
            with self.transaction(workspace_id, write=False) as work:
                return job(work)

        return await asyncio.to_thread(alone)

    async def write(
        self,
        workspace_id: str,
        job: Callable[[UnitOfWork], T],
        *,
        asks: Asks = NOTHING,
        apart: bool = False,
    ) -> T:
        """Run `job` and return once what it wrote is durable; `job` may be run twice."""
        result: T = await self._transactions.write(
            workspace_id, lambda c: job(self._unit(c, workspace_id)), asks, apart=apart
        )
        return result

    async def read_all(self, job: Callable[[AllWorkspaces], T]) -> T:
        result: T = await self._transactions.read(None, lambda c: job(AllWorkspaces(c)))
        return result

    async def write_all(self, job: Callable[[AllWorkspaces], T]) -> T:
        result: T = await self._transactions.write(None, lambda c: job(AllWorkspaces(c)))
        return result

    async def workspace_ids(self) -> tuple[str, ...]:
        return await self.read_all(lambda work: work.installations.running())

    @contextmanager
    def transaction(self, workspace_id: str, *, write: bool = True) -> Iterator[UnitOfWork]:
        """A transaction in the caller's own thread, for tests and the command line.

        Committed at its end where `write`, else rolled back; NotSaved as in `read` and `write`.
        """
        with self._transactions.here(workspace_id, write=write) as connection:
            yield self._unit(connection, workspace_id)

    @contextmanager
    def transaction_of_all(self, *, write: bool = True) -> Iterator[AllWorkspaces]:
        """`transaction` for what spans the workspaces."""
        with self._transactions.here(None, write=write) as connection:
            yield AllWorkspaces(connection)

    def _unit(self, connection: Connection, workspace_id: str) -> UnitOfWork:
        return UnitOfWork(connection, workspace_id, self._holidays)

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

    async def close(self) -> None:
        """Finish what waits, then let go of threads and connections; NotSaved ever after."""
        await asyncio.to_thread(self.dispose)

    def dispose(self) -> None:
        """`close` for callers without an event loop; blocks until what waits is done."""
        self._transactions.close()
        self.engine.dispose()

"""The ledgers of one workspace in one transaction, and the database that opens them."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from sqlalchemy import URL, Connection

from bot.ports import unit_of_work as ports
from bot.ports.unit_of_work import NOTHING, Asks, Holidays, NoHolidays
from storage.database.engine import PATIENCE, FileWatch, in_memory, make_engine
from storage.database.notify import listen_for_due
from storage.ledgers.actions import Actions
from storage.ledgers.attendance import Agendas, Attendance, Charges, Rsvps
from storage.ledgers.books import Installations, Journal, Numbers, Receipts, Workspaces
from storage.ledgers.deliveries import Deliveries, Recipients
from storage.ledgers.dialogues import Dialogues
from storage.ledgers.digests import DigestHolds, Digests, Mornings
from storage.ledgers.groups import Channels, Groups, Organisations, Roles
from storage.ledgers.ledger import Ledger
from storage.ledgers.minutes import Decisions, MinutesLedger
from storage.ledgers.people import People
from storage.ledgers.personal import Calendars, Drafts, Feeds, Homes, Steps
from storage.ledgers.practices import Adoptions, Practices, Spotlights
from storage.ledgers.search import Search
from storage.ledgers.series import Revisions, SeriesLedger, SeriesLinks
from storage.queue.queue import Queue, Tallies
from storage.transactions.shared_state import shared_on
from storage.transactions.transactions import LARGEST_GROUP, Transactions

T = TypeVar("T")
L = TypeVar("L", bound=Ledger)


class Opened(Generic[L]):
    """A ledger that is made when a job first asks for it: most jobs need few of all."""

    def __init__(self, ledger: type[L]) -> None:
        self._ledger = ledger

    def __set_name__(self, _owner: type, name: str) -> None:
        self._name = name

    def __get__(self, unit: "UnitOfWork", _owner: type) -> L:
        made = self._ledger(unit.connection, unit.workspace_id, unit.shared)
        unit.__dict__[self._name] = made
        return made


class UnitOfWork(ports.UnitOfWork):
    """Implements bot.ports.unit_of_work.UnitOfWork on an open connection."""

    def __init__(
        self, connection: Connection, workspace_id: str, holidays: Holidays | None = None
    ) -> None:
        self.workspace_id = workspace_id
        self.holidays = holidays or NoHolidays()
        self.connection = connection
        self.shared = shared_on(connection)
        self.queue = Queue(connection, self.shared)

    workspaces = Opened(Workspaces)
    organisations = Opened(Organisations)
    people = Opened(People)
    groups = Opened(Groups)
    channels = Opened(Channels)
    roles = Opened(Roles)
    dialogues = Opened(Dialogues)
    rsvps = Opened(Rsvps)
    series = Opened(SeriesLedger)
    revisions = Opened(Revisions)
    series_links = Opened(SeriesLinks)
    digest_holds = Opened(DigestHolds)
    digests = Opened(Digests)
    agendas = Opened(Agendas)
    attendance = Opened(Attendance)
    minutes = Opened(MinutesLedger)
    charges = Opened(Charges)
    calendars = Opened(Calendars)
    feeds = Opened(Feeds)
    homes = Opened(Homes)
    actions = Opened(Actions)
    decisions = Opened(Decisions)
    practices = Opened(Practices)
    search = Opened(Search)
    spotlights = Opened(Spotlights)
    adoptions = Opened(Adoptions)
    deliveries = Opened(Deliveries)
    mornings = Opened(Mornings)
    recipients = Opened(Recipients)
    receipts = Opened(Receipts)
    drafts = Opened(Drafts)
    steps = Opened(Steps)
    journal = Opened(Journal)
    numbers = Opened(Numbers)


class AllWorkspaces(ports.AllWorkspaces):
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
        every unit of work has them, beside what is stored; None: there are none. ValueError for an
        address of neither SQLite nor PostgreSQL; nothing is connected yet."""
        self.engine = make_engine(url, connections=8, patience=patience)
        sqlite_file = self.engine.dialect.name == "sqlite" and not in_memory(self.engine.url)
        self._file = FileWatch(self.engine, self.engine.url) if sqlite_file else None
        self._transactions = Transactions(
            self.engine, ask_ahead=_ask_ahead, largest_group=largest_group
        )
        self._holidays = holidays

    async def read(self, workspace_id: str, job: Callable[[UnitOfWork], T]) -> T:
        """Run `job` on one moment's view; what it writes is rolled back."""
        return await self._transactions.read(
            workspace_id, lambda c: job(self._unit(c, workspace_id))
        )

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
        return await self._transactions.write(
            workspace_id, lambda c: job(self._unit(c, workspace_id)), asks, apart=apart
        )

    async def read_all(self, job: Callable[[AllWorkspaces], T]) -> T:
        return await self._transactions.read(None, lambda c: job(AllWorkspaces(c)))

    async def write_all(self, job: Callable[[AllWorkspaces], T]) -> T:
        return await self._transactions.write(None, lambda c: job(AllWorkspaces(c)))

    async def workspace_ids(self) -> tuple[str, ...]:
        return await self.read_all(lambda work: work.installations.running())

    @contextmanager
    def transaction(self, workspace_id: str, *, write: bool = True) -> Iterator[UnitOfWork]:
        """A transaction in the caller's own thread, for tests and the command line. Committed at
        its end where `write`, else rolled back; NotSaved as in `read` and `write`."""
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
        """Call `wake` when any process owes something soon; ends when cancelled. On SQLite it
        returns at once: there nobody announces, and workers poll."""
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

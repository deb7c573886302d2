"""One open transaction on everything one workspace remembers, and the memory that opens them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from bot.ports.ledgers.actions import Actions
from bot.ports.ledgers.books import Installations, Journal, Numbers, Receipts, Tallies, Workspaces
from bot.ports.ledgers.deliveries import Deliveries, Queue, Recipients
from bot.ports.ledgers.dialogues import (
    Agendas,
    Attendance,
    Charges,
    Dialogues,
    Revisions,
    Rsvps,
    SeriesLedger,
    SeriesLinks,
)
from bot.ports.ledgers.digests import DigestHolds, Digests, Mornings
from bot.ports.ledgers.minutes import Decisions, MinutesLedger
from bot.ports.ledgers.people import Channels, Groups, Organisations, People, Roles
from bot.ports.ledgers.personal import Calendars, Drafts, Homes, Steps
from bot.ports.ledgers.practices import Adoptions, Practices, Spotlights
from bot.ports.ledgers.search import Search


class Holidays(Protocol):
    """Known beforehand, never asked of anybody; a country that is not known keeps no holidays."""

    def on(self, country: str, day: date) -> str | None:
        """The name of what `country` (ISO 3166-1 alpha-2) keeps on a local date; None: nothing."""

    def __hash__(self) -> int:
        """One object serves a process, so what was made of its answers may be kept by it."""


class NoHolidays:
    """Nobody has said which days they are."""

    def on(self, country: str, day: date) -> str | None:
        """None, always."""


T = TypeVar("T")


class UnitOfWork(Protocol):
    """The ledgers of one workspace inside one transaction, which its opener ends."""

    workspace_id: str
    holidays: Holidays
    """Not a ledger: the same for everyone, and used wherever a local date is judged."""
    workspaces: Workspaces
    organisations: Organisations
    people: People
    groups: Groups
    channels: Channels
    roles: Roles
    dialogues: Dialogues
    rsvps: Rsvps
    series: SeriesLedger
    revisions: Revisions
    series_links: SeriesLinks
    digest_holds: DigestHolds
    digests: Digests
    agendas: Agendas
    attendance: Attendance
    minutes: MinutesLedger
    charges: Charges
    calendars: Calendars
    feeds: Calendars
    """Addresses at which practices are read."""
    homes: Homes
    actions: Actions
    decisions: Decisions
    practices: Practices
    search: Search
    adoptions: Adoptions
    spotlights: Spotlights
    deliveries: Deliveries
    mornings: Mornings
    queue: Queue
    recipients: Recipients
    receipts: Receipts
    drafts: Drafts
    steps: Steps
    journal: Journal
    numbers: Numbers


class AllWorkspaces(Protocol):
    """What spans the workspaces, inside one transaction: the queue, its counts, the installations.
    Jobs about one delivery run in its own workspace."""

    queue: Queue
    tallies: Tallies
    installations: Installations


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """What a job will ask its ledgers for, so that jobs which share a commit ask for it once. Only
    time is saved by it: keys of receipts, and user ids."""

    receipts: Collection[str] = ()
    people: Collection[str] = ()


NOTHING = Asks()


class Memory(Protocol):
    """Opens transactions in worker threads, so that jobs are plain functions that do not await.
    Both raise NotSaved when the database does not answer; an error of the job's own comes through
    unchanged, and then nothing that the job wrote is kept."""

    async def read(self, workspace_id: str, job: Callable[[UnitOfWork], T]) -> T:
        """Run `job` on a consistent view; what it writes is not kept."""

    async def read_apart(self, workspace_id: str, job: Callable[[UnitOfWork], T]) -> T:
        """`read` in a thread and on a connection of its own: a long job that holds up no other."""

    async def write(
        self,
        workspace_id: str,
        job: Callable[[UnitOfWork], T],
        *,
        asks: Asks = NOTHING,
        apart: bool = False,
    ) -> T:
        """Run `job` in a transaction and return once it is durable.

        Jobs that wait at the same moment may share one commit, and one may be run again where
        another failed or got in its way: its only effects are its writes. One workspace's come
        one after another, so that what a job reads is still so when it writes. One that is
        `apart` writes what others say, which the database may refuse: it shares its commit with
        none but such.
        """

    async def read_all(self, job: Callable[[AllWorkspaces], T]) -> T:
        """`read` for what spans the workspaces."""

    async def write_all(self, job: Callable[[AllWorkspaces], T]) -> T:
        """`write` for what spans the workspaces: such jobs come one after another too."""

    async def workspace_ids(self) -> tuple[str, ...]:
        """Every workspace that is not stopped."""

"""The small books: numbers, answers given, who did what, installations, and the queue's counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain import Audience, Reader
from bot.domain.audience import Record
from bot.domain.delivery import State


class Numbers(Protocol):
    """Short references are workspace-wide and never used twice."""

    def take_next(self, letter: str) -> int:
        """The next number for references with this letter, from 1."""

    def last_taken(self, letter: str) -> int:
        """The last one that was given out; 0: none yet."""

    def begin_behind(self, letter: str, number: int) -> None:
        """The next is higher than `number`, and than any that was given out here."""


class Receipts(Protocol):
    """First answers, so that the same request again has one effect and the same answer."""

    def get(self, key: str) -> str | None: ...

    def keep_answer(self, key: str, answer: str, now: datetime) -> None: ...

    def forget_before(self, moment: datetime) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A line of a record's history: who did what when, with a detail in words."""

    at: datetime
    who: str
    did: str
    detail: str | None
    audience: Audience


class Journal(Protocol):
    """The audit trail: one row for each write, in the same transaction. It decides nothing."""

    def record(
        self, who: str, did: str, subject: Record | str, now: datetime, detail: str | None = None
    ) -> None:
        """`who` is a user id or "convenor". `subject`: a record, or the name of anything else. A
        record's line keeps its audience for good (the narrower one where it changes). People see no
        line about anything else."""

    def record_each(
        self, who: str, did: str, details: Mapping[str, str | None], now: datetime
    ) -> None:
        """`record` many subjects that are no records, with their details, in one statement."""

    def events_under(self, reader: Reader, record: Record) -> tuple[Event, ...]:
        """What was written under a record for the reader, the oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyState:
    """How old the database is: when a beat last wrote into it, and whether it was put back.
    `restored_at`: when `convenor restore` put it in place. `look_first_until`: until then it may
    show what the database does not know."""

    beat_at: datetime | None = None
    restored_at: datetime | None = None
    look_first_until: datetime | None = None

    @property
    def is_marked(self) -> bool:
        """It was put back, and no start has dealt with it yet."""
        done = self.look_first_until
        return self.restored_at is not None and (done is None or done < self.restored_at)


class Workspaces(Protocol):
    """The installation in one workspace."""

    def keep_installed(self, name: str, bot_user_id: str, now: datetime) -> None:
        """Keep this workspace as installed and running."""

    def stop_sending(self, why: str, now: datetime) -> None:
        """Uninstalled or its token revoked: nothing is sent there until it works again."""

    def resume_sending(self, now: datetime) -> None:
        """Its token works: a stop is over."""

    def pause_posts(self, until: datetime) -> None:
        """The platform wants less: nothing is posted there before this moment, by any process."""

    def paused_until(self) -> datetime | None: ...

    def copy_state(self) -> CopyState: ...

    def look_first(self, *, until: datetime) -> None: ...

    def why_stopped(self) -> str | None:
        """Why nothing is sent; None while it runs."""


class Installations(Protocol):
    """Every workspace at once."""

    def running(self) -> tuple[str, ...]:
        """The ids of those that are not stopped."""

    def forget_journal(self, before: datetime, *, most: int) -> int:
        """Forget up to `most` of the oldest lines of the journal, if they are from before then;
        how many."""

    def beat(self, now: datetime | None) -> None:
        """Write into each when something was last kept; None: write, and keep that."""

    def mark_restored(self, now: datetime) -> int:
        """Note in each that the database was put back; how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Deliveries of every workspace, whichever process owed, sent or dropped them."""

    states: Mapping[State, int] = field(default_factory=dict)
    """How many deliveries are in each state."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """How many were dropped, by the `error` they bear."""
    retries: int = 0
    """Attempts beyond the first, over all deliveries."""
    oldest_due: datetime | None = None
    """When the longest overdue of those fell due that are owed and can be sent."""
    blocked: int = 0
    """Channels and people that cannot be reached."""
    stopped: int = 0
    """Workspaces in which nothing is sent."""


class Tallies(Protocol):
    """All workspaces' numbers."""

    def take_tally(self, now: datetime) -> Tally:
        """Count. It reads every delivery ever owed, so not more than once in some seconds."""

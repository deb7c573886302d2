"""The context of a use case: what it gets beside its wish."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain import Reader
from bot.domain.audience import ChannelFacts, Record
from bot.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, the open transaction, and the moment, aware UTC. `presence`: facts of every group's
    channel that could be read, by id."""

    reader: Reader
    work: UnitOfWork
    now: datetime
    presence: Mapping[str, ChannelFacts] = field(default_factory=dict)

    @classmethod
    def system(cls, work: UnitOfWork, now: datetime) -> "Context":
        """That of the loop and of notices, which nobody asked for."""
        return cls(Reader.system(), work, now)

    def record(self, did: str, subject: Record | str, detail: str | None = None) -> None:
        """A line of the journal on what the reader does at this moment."""
        self.work.journal.record(self.reader.user_id, did, subject, self.now, detail)

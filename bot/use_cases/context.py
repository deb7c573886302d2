"""The context of a use case: what it gets beside its wish."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, the open transaction, and the moment, aware UTC."""

    reader: Reader
    work: UnitOfWork
    now: datetime

"""Counts of the queue over all workspaces; they name nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.delivery import State


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

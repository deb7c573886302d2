"""What every consequence of a change of a channel is told beside the change."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.group import Group
from bot.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """The group whose channel changed, inside the write transaction that notes it."""

    group: Group
    work: UnitOfWork
    now: datetime
    secretariat: Collection[str] = field(default_factory=frozenset)
    """User ids that the settings name; `work.people.secretariat()` has the others."""

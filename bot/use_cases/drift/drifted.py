"""The facts that every reaction to a change of a channel gets beside the change."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain import Group
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.roster.terms import today_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """The group whose channel changed, inside the write transaction that notes it."""

    group: Group
    work: UnitOfWork
    now: datetime
    secretariat: Collection[str] = field(default_factory=frozenset)
    """User ids that the settings name."""

    @property
    def whole_secretariat(self) -> frozenset[str]:
        """User ids of those that the settings or the roster name."""
        return frozenset(self.secretariat) | self.work.people.secretariat_ids()

    @property
    def chairs(self) -> tuple[str, ...]:
        """User ids of today's chairs, as the terms are now."""
        return self.work.roles.of_group(self.group.id).chairs_on(today_in(self.group, self.now))

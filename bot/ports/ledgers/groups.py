"""Working groups, their chairs' terms, and who is lowered to observer in them."""

from datetime import date
from typing import Protocol

from bot.domain import Group
from bot.domain.group import Appointments, Term


class Groups(Protocol):
    """One group a channel."""

    def add(self, group: Group) -> Group:
        """Keep a new group; its `id` is ignored and the kept one comes back."""

    def change(self, group: Group) -> None: ...

    def get(self, group_id: int) -> Group | None: ...

    def by_channel(self, channel_id: str) -> Group | None: ...

    def all(self) -> tuple[Group, ...]:
        """Every group of the workspace, by name."""


class Roles(Protocol):
    """Dated chair terms and lowered people, a group at a time."""

    def of_group(self, group_id: int) -> Appointments: ...

    def appoint_chair(self, group_id: int, term: Term) -> None: ...

    def end_terms(self, group_id: int, user_id: str, last_day: date) -> bool:
        """End the person's terms on `last_day` (those not begun are removed); whether any was."""

    def lower_person(self, group_id: int, user_id: str, *, lowered: bool) -> bool:
        """Lower the person to observer in this group, or lift that; whether anything changed."""

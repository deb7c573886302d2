"""Working groups, their chairs' terms, who is lowered to observer, and what their channels were."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain import Group
from bot.domain.group import Appointments, ChannelOpening, ChannelReading, Term


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


class Channels(Protocol):
    """One reading a channel."""

    def get(self, channel_id: str) -> ChannelReading | None: ...

    def keep_reading(self, reading: ChannelReading) -> None:
        """Store this reading in place of the one before."""

    def last_roster(self, channel_id: str) -> Mapping[str, int] | None:
        """Who was in it at the last daily check, with the organisation's id; None before any."""

    def keep_roster(self, channel_id: str, roster: Mapping[str, int]) -> None:
        """Nothing is kept of a channel that was never read."""

    def note_opening(self, opening: ChannelOpening) -> None: ...

    def openings(self, channel_id: str, since: datetime) -> tuple[ChannelOpening, ...]:
        """Those of one channel from that moment on, the oldest first."""

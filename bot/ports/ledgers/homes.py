"""Home tabs that people have opened."""

from datetime import datetime
from typing import Protocol

from bot.domain.home import OpenHome


class Homes(Protocol):
    """One row a person."""

    def note_opened(self, user_id: str, now: datetime) -> None:
        """It is published next whatever it shows."""

    def open_since(self, moment: datetime) -> tuple[OpenHome, ...]: ...

    def left_since(self, moment: datetime, *, shows: str) -> tuple[OpenHome, ...]:
        """Those that were opened before `moment` and show something else."""

    def get(self, user_id: str) -> OpenHome | None: ...

    def note_shown(self, before: OpenHome, *, shows: str, published: str | None) -> None:
        """What was published. Where somebody else has noted theirs since `before`, nobody knows
        which of the two stands there, so that it is published once more."""

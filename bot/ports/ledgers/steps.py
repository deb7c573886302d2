"""What can still be undone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.undo import UndoStep


class Steps(Protocol):
    """Each is read by its own person alone; it is forgotten a day later."""

    def keep(self, step: UndoStep) -> int:
        """Its id, which a button carries."""

    def get(self, user_id: str, step_id: int) -> UndoStep | None: ...

    def done_since(self, user_id: str, since: datetime) -> Sequence[UndoStep]:
        """Those that were not undone, the newest first."""

    def note_undone(self, step_id: int, now: datetime) -> None: ...

    def forget_before(self, moment: datetime) -> int: ...

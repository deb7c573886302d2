"""Messages that the app wrote for later: kept until their time, and then posted."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.sandbox.identifiers import Identifiers
from handlers.sandbox.store import Kept, Store


@dataclass(frozen=True)
class Scheduled:
    """`post_at` and `created`: unix seconds of the moved clock."""

    id: str
    channel: str
    post_at: int
    created: int
    text: str
    blocks: list[dict[str, Any]] | None = None
    thread_ts: str | None = None


class ScheduledMessages(Kept[Scheduled]):
    def __init__(self, store: Store, identifiers: Identifiers) -> None:
        super().__init__(store, "scheduled", Scheduled)
        self._identifiers = identifiers
        self.changed: Callable[[], None] = lambda: None
        """Called when another is the next one."""

    def all(self) -> list[Scheduled]:
        """All that wait, the earliest first."""
        return sorted(self, key=lambda one: (one.post_at, one.id))

    @property
    def next_due(self) -> float | None:
        return min((one.post_at for one in self), default=None)

    def add(self, **fields: Any) -> Scheduled:
        made = self.save(Scheduled(id=self._identifiers.new("Q"), **fields))
        self.changed()
        return made

    def remove(self, one: Scheduled) -> None:
        super().remove(one)
        self.changed()

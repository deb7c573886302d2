"""Messages that the app wrote for later: kept until their time, and then posted."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from handlers.sandbox.identifiers import Identifiers
from handlers.sandbox.store import Store

KIND = "scheduled"


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


class ScheduledMessages:
    """All that wait, the earliest first, written through to the store."""

    def __init__(self, store: Store, identifiers: Identifiers) -> None:
        self._store = store
        self._identifiers = identifiers
        self._by_id = {key: Scheduled(**body) for key, body in store.load(KIND).items()}
        self.changed: Callable[[], None] = lambda: None
        """Called when another is the next one."""

    def all(self) -> list[Scheduled]:
        return sorted(self._by_id.values(), key=lambda one: (one.post_at, one.id))

    def get(self, scheduled_id: str) -> Scheduled | None:
        return self._by_id.get(scheduled_id)

    @property
    def next_due(self) -> float | None:
        return min((one.post_at for one in self._by_id.values()), default=None)

    def add(self, **fields: Any) -> Scheduled:
        made = Scheduled(id=self._identifiers.new("Q"), **fields)
        self._by_id[made.id] = made
        self._store.save(KIND, made.id, asdict(made))
        self.changed()
        return made

    def remove(self, scheduled: Scheduled) -> None:
        del self._by_id[scheduled.id]
        self._store.delete(KIND, scheduled.id)
        self.changed()

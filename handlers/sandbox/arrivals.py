"""The true list of what the app has posted, whatever it was told about it; kept for good."""

from collections.abc import Iterator
from dataclasses import asdict

from handlers.sandbox.app import Arrival
from handlers.sandbox.store import Store

KIND = "arrived"


class Arrivals:
    """Every arrival in order, written through to the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.all = [Arrival(**body) for body in store.load(KIND).values()]

    def __iter__(self) -> Iterator[Arrival]:
        return iter(self.all)

    def add(self, arrival: Arrival) -> None:
        """Write one down; it outlives its message."""
        self._store.save(KIND, f"{len(self.all):012d}", asdict(arrival))
        self.all.append(arrival)

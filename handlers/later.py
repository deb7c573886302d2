"""What is read when it is first asked for, so that a start is short.

A module is imported where a reader looks for it, under `if TYPE_CHECKING`; else it
is a `LaterModule`.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LaterModule:
    """A module by its full name; whoever first uses it reads it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        return getattr(import_module(self._name), attribute)


class LaterMapping(Mapping[K, V]):
    """What `find` answers, asked for again at each use."""

    def __init__(self, find: Callable[[], Mapping[K, V]]) -> None:
        self._find = find

    def __getitem__(self, key: K) -> V:
        return self._find()[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._find())

    def __len__(self) -> int:
        return len(self._find())

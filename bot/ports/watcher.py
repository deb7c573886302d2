"""Metrics: hears how fast calls are acknowledged, and counts."""

from typing import Protocol


class Watcher(Protocol):
    """Told in the event loop, so it must not wait. Nobody's words or ids are given to it."""

    def acked(self, kind: str, seconds: float) -> None:
        """A call of this kind ("command", "press", …) was acknowledged, so long after it came."""

    def left(self, kind: str) -> None:
        """A call was left without an acknowledgement: the platform sends events again."""


class Nobody:
    """Looks at nothing."""

    def acked(self, kind: str, seconds: float) -> None:
        """Unseen."""

    def left(self, kind: str) -> None:
        """Unseen."""

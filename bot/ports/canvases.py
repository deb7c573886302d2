"""Writes into the page that everyone in a channel shares, where the platform has one."""

from typing import Protocol


class Canvases(Protocol):
    async def add(self, channel: str, markdown: str, mark: str) -> None:
        """Add this text to the channel's canvas, which is made where there is none.

        `mark`: words of the text by which it is found to be there already, so that it comes once.
        TryLater, with the wait where the platform says one; another NotSent where waiting does
        not help.
        """

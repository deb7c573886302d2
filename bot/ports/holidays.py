"""Tells whether a local date is a public holiday in the whole country."""

from datetime import date
from typing import Protocol


class Holidays(Protocol):
    """Known beforehand, never asked of anybody; a country that is not known keeps no holidays."""

    def on(self, country: str, day: date) -> str | None:
        """The name of what `country` (ISO 3166-1 alpha-2) keeps on a local date; None: nothing."""

    def __hash__(self) -> int:
        """One object serves a process, so what was made of its answers may be kept by it."""


class NoHolidays:
    """Nobody has said which days they are."""

    def on(self, country: str, day: date) -> str | None:
        """None, always."""

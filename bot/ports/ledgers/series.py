"""Series of dialogues, how they hang together, and the revisions of dialogues."""

from typing import Protocol

from bot.domain import Reader, Series
from bot.domain.dialogue import DialogueRevision, SeriesChange, SeriesLink


class SeriesLedger(Protocol):
    """What belongs to a series is seen through its occurrences, which carry the audience."""

    def add(self, series: Series) -> Series:
        """Keep a new series (its `id` is ignored); the kept one."""

    def change(self, series: Series) -> None: ...

    def get(self, series_id: int) -> Series | None:
        """For planning; what people are shown comes from `seen_by`."""

    def seen_by(self, reader: Reader, series_id: int | None) -> Series | None:
        """The series, if its own audience has the reader: one date of it may be wider."""

    def still_running(self) -> tuple[Series, ...]:
        """The series that may still get new dates, by id."""


class Revisions(Protocol):
    """Kept for notices and calendars; nothing here is shown to a reader by itself."""

    def add(self, revision: DialogueRevision) -> None: ...

    def of_dialogue(self, number: int) -> tuple[DialogueRevision, ...]:
        """Those of one dialogue, the oldest first."""

    def add_change(self, change: SeriesChange) -> None: ...

    def series_changes(self, number: int) -> tuple[SeriesChange, ...]:
        """The changes of many dialogues that began with this one, the oldest first."""


class SeriesLinks(Protocol):
    """One link for each series that has anything to tell."""

    def get(self, series_id: int) -> SeriesLink:
        """An empty link where nothing is kept."""

    def keep_link(self, link: SeriesLink) -> None:
        """In place of the one that is kept."""

    def coming_from(self, series_id: int) -> tuple[int, ...]:
        """Ids of the series that were parted from this one, the last parted first."""

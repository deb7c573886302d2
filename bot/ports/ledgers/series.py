"""Series of dialogues."""

from typing import Protocol

from bot.domain import Reader, Series


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

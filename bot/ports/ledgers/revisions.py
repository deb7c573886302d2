"""The revisions of dialogues, and how their series hang together."""

from typing import Protocol

from bot.domain.dialogue_revision import DialogueRevision, SeriesChange, SeriesLink


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

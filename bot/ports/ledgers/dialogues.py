"""Dialogues with their answers, agendas, attendance, revisions and points; and their series."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.domain import Dialogue, Reader, Series
from bot.domain.dialogue import (
    AgendaItem,
    Attendee,
    DialogueRevision,
    Rsvp,
    SeriesChange,
    SeriesLink,
)
from bot.domain.fairness import Charge
from bot.ports.ledgers.search import Ids, NumberedRecords


class Dialogues(NumberedRecords[Dialogue], Protocol):
    def planned_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int = 50
    ) -> tuple[Dialogue, ...]:
        """Planned dialogues that end after `start` and start before `end`, soonest first."""

    def changed_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime
    ) -> tuple[Dialogue, ...]:
        """Dialogues, cancelled ones too, that start in this span, soonest first."""

    def mark_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime
    ) -> str | None:
        """A text that is another one where `changed_between` gives another dialogue, or one with
        another sequence, time, zone or moment of its last change; None where it gives none."""

    def starting_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Dialogue, ...], int, int]:
        """Planned dialogues that start in this span, soonest first; how many there are in all, and
        of how many it is confirmed who was there."""

    def took_part_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime
    ) -> Mapping[int | None, int]:
        """People by the id of the organisation that they spoke for, each once, at the planned
        dialogues that start in this span: who was there where that is confirmed, else who said
        that they would be."""

    def of_series(self, series_id: int) -> tuple[Dialogue, ...]:
        """Every occurrence that was ever planned, cancelled ones too, by series date. For changes
        of the whole, by those who may change it; nothing of it is shown unasked."""

    def next_of_series(
        self, reader: Reader, series_ids: Ids, after: datetime, *, limit: int
    ) -> tuple[Dialogue, ...]:
        """Planned occurrences of these series that start after a moment, soonest first."""

    def last_of_series(
        self, group_ids: Ids, start: datetime, end: datetime
    ) -> tuple[Dialogue, ...]:
        """Planned ones after which no other of their series is, and that start in this span. For
        what is owed about series as such; nothing of it is shown unasked."""

    def just_scheduled(
        self, created_by: str, group_id: int, title: str, since: datetime
    ) -> Dialogue | None:
        """The same title by the same person in the same group since a moment, if any."""


class Rsvps(Protocol):
    """One answer a person and dialogue; the last one counts."""

    def keep_answer(self, number: int, rsvp: Rsvp) -> bool:
        """Keep the answer; whether it differs from the one before."""

    def forget_answers(self, number: int) -> int:
        """Forget the answers to a dialogue, because it is another time now; how many."""

    def of_dialogue(self, number: int) -> tuple[Rsvp, ...]:
        """Every answer to a dialogue, earliest first."""

    def of_dialogues(self, numbers: Ids) -> tuple[tuple[int, Rsvp], ...]:
        """Every answer to several dialogues, each with its dialogue's number."""

    def naming_delegates(self, since: datetime) -> tuple[tuple[int, Rsvp], ...]:
        """Answers that name a delegate, given since a moment, with the dialogue's number."""

    def naming(self, user_id: str) -> tuple[tuple[int, Rsvp], ...]:
        """Answers that name this delegate, with the dialogue's number, earliest first."""

    def by_person(self, user_id: str, numbers: Ids) -> Mapping[int, Rsvp]:
        """This person's answers to these dialogues, by dialogue number."""

    def who_answered(
        self, numbers: Ids, user_ids: Collection[str] | None = None
    ) -> frozenset[tuple[int, str]]:
        """Who has answered which of these dialogues, as (number, user id); None: of everyone."""


class Agendas(Protocol):
    """Callers look the dialogue up first; each item has an audience of its own besides."""

    def add(self, item: AgendaItem) -> AgendaItem:
        """Keep a new item (its `id` is ignored); the kept one."""

    def change(self, item: AgendaItem) -> None: ...

    def of_dialogue(self, reader: Reader, dialogue: Dialogue) -> tuple[AgendaItem, ...]:
        """Its items that are for the reader: accepted by position, then others, oldest first."""

    def to_hand_on(self, since: datetime, now: datetime) -> tuple[int, ...]:
        """Numbers of dialogues of series, ended by now and begun after `since`, with items that
        wait for a decision, stand on every date or were on a cancelled one."""

    def of_dialogues(self, reader: Reader, group_id: int, numbers: Ids) -> tuple[AgendaItem, ...]:
        """The same of several dialogues of one group, by dialogue."""


class Attendance(Protocol):
    """Who was at which dialogue."""

    def note_attendees(self, number: int, attendees: Collection[Attendee]) -> None:
        """Replace what was noted for this dialogue."""

    def of_dialogue(self, number: int) -> tuple[Attendee, ...]: ...

    def of_dialogues(self, numbers: Ids) -> tuple[tuple[int, Attendee], ...]:
        """The same of several dialogues, each with its dialogue's number."""


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


class Charges(Protocol):
    """Kept when a dialogue has taken place, taken back when it turns out that it has not. A sum
    tells of what it is made of: readers get the charges of dialogues that they may see."""

    def keep_charges(self, charges: Collection[Charge]) -> int:
        """Keep them; what is charged already stays as it is. How many are new."""

    def take_back(self, number: int) -> int:
        """Take back all charges of a dialogue; how many there were."""

    def not_yet_charged(
        self, group_ids: Ids, since: datetime, now: datetime
    ) -> tuple[Dialogue, ...]:
        """Planned dialogues that ended after `since` up to `now` and have no charge, by number. For
        the loop, which charges whatever the audience is; nothing of them is shown."""

    def points_of_year(self, reader: Reader, group_id: int, year: int) -> Mapping[int, int]:
        """Points by organisation id."""

    def of_year(self, reader: Reader, group_id: int, year: int) -> tuple[Charge, ...]:
        """Every charge, by dialogue number."""

    def years_charged(self, reader: Reader, group_id: int) -> tuple[int, ...]:
        """The years in which anything was charged, in order."""

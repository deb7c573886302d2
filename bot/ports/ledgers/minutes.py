"""What a dialogue comes to: its minutes, and decisions with the answers to proposals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.domain import Decision, Dialogue, Reader
from bot.domain.decision import Answer
from bot.domain.minutes import Correction, Line, Minutes, MinutesVersion
from bot.ports.ledgers.search import Ids, NumberedRecords


class MinutesLedger(Protocol):
    """Callers look the dialogue up first, and ask for the right to write its minutes."""

    def of_dialogue(self, number: int) -> Minutes | None: ...

    def add(self, minutes: Minutes) -> None: ...

    def change(self, minutes: Minutes) -> None: ...

    def with_thread(self, group_id: int, thread: str) -> Minutes | None:
        """Open minutes of the group to which a chair gave this thread ("channel ts")."""

    def waits(self, now: datetime) -> bool:
        """Whether one waits for its thread to be read."""

    def take_reading(self, now: datetime, lease_until: datetime) -> Minutes | None:
        """One of those, which nobody else takes until then."""

    def lines_of(self, number: int) -> tuple[Line, ...]:
        """Its marked lines, in the order in which they were said."""

    def lines_at(self, channel: str, ts: str) -> tuple[Line, ...]:
        """Those of one message."""

    def lines_between(
        self, number: int, thread: tuple[str, str], after: str, to: str
    ) -> tuple[Line, ...]:
        """Those of a thread (channel and first message) after one message and up to another."""

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Keep new ones (`id` is ignored)."""

    def change_line(self, line: Line) -> None: ...

    def forget_lines(self, ids: Ids) -> None: ...

    def want_mark(self, channel: str, ts: str, wanted: bool) -> None:
        """Whether a message should show that its lines were taken."""

    def marks(self, limit: int) -> tuple[tuple[str, str, bool], ...]:
        """(channel, ts, wanted) of messages that do not show what they should."""

    def marked(self, channel: str, ts: str, shown: bool) -> None:
        """What the message shows now."""

    def want_look(self, channel: str, ts: str, asked: str) -> None:
        """An emoji changed under this message; `asked` names the change."""

    def looks(self, limit: int) -> tuple[tuple[str, str, str], ...]:
        """(channel, ts, asked) of messages that wait to be looked at."""

    def looked(self, channel: str, ts: str, asked: str) -> None:
        """It waits no more, unless another change came meanwhile."""

    def add_correction(self, correction: Correction) -> None:
        """Keep a new one (its `id` is ignored)."""

    def change_correction(self, correction: Correction) -> None: ...

    def corrections(self, number: int, version: int) -> tuple[Correction, ...]:
        """Those of a version's draft that wait for a chair, the oldest first."""

    def seal(self, version: MinutesVersion) -> None: ...

    def note_canvas(self, number: int, version: int, canvas: str | None) -> None:
        """How it is with the channel's canvas, and nothing else of what is sealed."""

    def wanted_in_canvas(self) -> MinutesVersion | None:
        """One that a chair wants in its channel's canvas."""

    def versions(self, reader: Reader, dialogue: Dialogue) -> tuple[MinutesVersion, ...]:
        """Those that are for the reader, the first one first. Where a later one leaves names out,
        those that have them are for who writes the minutes alone."""

    def versions_of(
        self, reader: Reader, group_id: int, numbers: Ids
    ) -> tuple[MinutesVersion, ...]:
        """The same of several dialogues of one group, by dialogue."""


class Decisions(NumberedRecords[Decision], Protocol):
    def find_page(
        self, reader: Reader, group_ids: Ids, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Decision, ...], int]:
        """Proposals and withdrawn ones too, the newest first, and how many there are."""

    def of_dialogue(self, reader: Reader, number: int) -> tuple[Decision, ...]:
        """What was agreed in it and stands, in the order of their numbers."""

    def agreed_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Decision, ...], int]:
        """Those recorded or adopted in this span, its end left out, that stand: the newest first,
        and how many there are."""

    def proposed(self, reader: Reader, group_ids: Ids, until: datetime) -> tuple[Decision, ...]:
        """Open proposals that end by then, the first to end first."""

    # For those who see the decision; the caller has asked.

    def answer(self, answer: Answer) -> None:
        """In the place of what the organisation said to this text before."""

    def answers_to(self, decision: Decision) -> tuple[Answer, ...]:
        """To its present text, the first first."""

    # For the planner, never shown:

    def ended(self, now: datetime) -> tuple[Decision, ...]:
        """Proposals whose deadline has come and that are not settled."""

    def next_end(self) -> datetime | None:
        """When the next open proposal ends, or has ended unsettled."""

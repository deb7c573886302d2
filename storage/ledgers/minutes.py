"""The ledgers of decisions, and of minutes with the lines marked and the versions sealed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Table, exists, func, or_, select

from bot.domain import Act, Decision, Dialogue, Reader, may
from bot.domain.decision import Answer, DecisionStatus
from bot.domain.minutes import (
    Correction,
    CorrectionStatus,
    Line,
    Minutes,
    MinutesStatus,
    MinutesVersion,
)
from bot.domain.reference import DECISION, MINUTES
from bot.ports.ledgers.search import Ids
from storage.ledgers.ledger import same_number, to_row, within, without_id
from storage.ledgers.search import RecordLedger, SearchedLedger
from storage.ledgers.search_entries import decision_entry, minutes_entry
from storage.ledgers.visibility import written_for
from storage.tables import (
    decision_answers,
    decisions,
    minutes,
    minutes_corrections,
    minutes_lines,
    minutes_looks,
    minutes_marks,
    minutes_versions,
)
from storage.tables.minutes import IS_UNMARKED, IS_WANTED
from storage.tables.types import UTCDateTime


class MinutesLedger(SearchedLedger):
    """Implements bot.ports.ledgers.minutes.MinutesLedger."""

    def of_dialogue(self, number: int) -> Minutes | None:
        return self._one(Minutes, self._select(minutes, number=number))

    def add(self, new: Minutes) -> None:
        self._put(minutes, **_as_row(new))

    def change(self, changed: Minutes) -> None:
        self._rewrite(minutes, **_as_row(changed))

    def with_thread(self, group_id: int, thread: str) -> Minutes | None:
        query = self._select(minutes, minutes.c.status != MinutesStatus.SEALED, group_id=group_id)
        found = self._all(Minutes, query.order_by(minutes.c.number.desc()))
        return next((one for one in found if thread in one.threads), None)

    def waits(self, now: datetime) -> bool:
        return self._next_to_read(now) is not None

    def take_reading(self, now: datetime, lease_until: datetime) -> Minutes | None:
        found = self._next_to_read(now)
        if found is None:
            return None
        taken = replace(found, lease_until=lease_until)
        self.change(taken)
        return taken

    def _next_to_read(self, now: datetime) -> Minutes | None:
        free = or_(minutes.c.lease_until.is_(None), minutes.c.lease_until <= now)
        waiting = self._select(minutes, free, status=MinutesStatus.READING)
        return self._one(Minutes, waiting.order_by(minutes.c.asked_at).limit(1))

    def lines_of(self, number: int) -> tuple[Line, ...]:
        query = self._select(minutes_lines, number=number)
        return self._all(Line, query.order_by(minutes_lines.c.ts, minutes_lines.c.place))

    def lines_at(self, channel: str, ts: str) -> tuple[Line, ...]:
        query = self._select(minutes_lines, channel=channel, ts=ts)
        return self._all(Line, query.order_by(minutes_lines.c.place))

    def lines_between(
        self, number: int, thread: tuple[str, str], after: str, to: str
    ) -> tuple[Line, ...]:
        channel, root = thread
        query = self._select(
            minutes_lines,
            minutes_lines.c.ts > after,
            minutes_lines.c.ts <= to,
            number=number,
            channel=channel,
            root=root,
        )
        return self._all(Line, query.order_by(minutes_lines.c.ts, minutes_lines.c.place))

    def add_lines(self, lines: Sequence[Line]) -> None:
        for line in lines:
            self._put(minutes_lines, **without_id(line))

    def change_line(self, line: Line) -> None:
        self._rewrite(minutes_lines, **to_row(line))

    def forget_lines(self, ids: Ids) -> None:
        self._remove(minutes_lines, minutes_lines.c.id.in_(ids))

    def want_mark(self, channel: str, ts: str, wanted: bool) -> None:
        if not self._set(minutes_marks, *_message(channel, ts), wanted=wanted) and wanted:
            self._put(minutes_marks, channel=channel, ts=ts, wanted=True, shown=False)

    def marks(self, limit: int) -> tuple[tuple[str, str, bool], ...]:
        columns = (minutes_marks.c.channel, minutes_marks.c.ts, minutes_marks.c.wanted)
        query = select(*columns).where(self._own(minutes_marks), IS_UNMARKED).limit(limit)
        return tuple((row.channel, row.ts, row.wanted) for row in self._connection.execute(query))

    def marked(self, channel: str, ts: str, shown: bool) -> None:
        self._set(minutes_marks, *_message(channel, ts), shown=shown)

    def want_look(self, channel: str, ts: str, asked: str) -> None:
        self._put_or_change(minutes_looks, {"asked": asked}, channel=channel, ts=ts)

    def looks(self, limit: int) -> tuple[tuple[str, str, str], ...]:
        found = self._rows(self._select(minutes_looks).limit(limit))
        return tuple((row["channel"], row["ts"], row["asked"]) for row in found)

    def looked(self, channel: str, ts: str, asked: str) -> None:
        same = minutes_looks.c.asked == asked
        self._remove(minutes_looks, *_message(channel, ts, minutes_looks), same)

    def add_correction(self, correction: Correction) -> None:
        self._put(minutes_corrections, **without_id(correction))

    def change_correction(self, correction: Correction) -> None:
        self._rewrite(minutes_corrections, **to_row(correction))

    def corrections(self, number: int, version: int) -> tuple[Correction, ...]:
        table = minutes_corrections
        waits = (table.c.version == version, table.c.status == CorrectionStatus.OPEN)
        query = self._select(table, *waits, number=number)
        return self._all(Correction, query.order_by(table.c.id))

    def seal(self, version: MinutesVersion) -> None:
        self._put(minutes_versions, **to_row(version))
        self._search.keep(minutes_entry(version), MINUTES, version.number)

    def note_canvas(self, number: int, version: int, canvas: str | None) -> None:
        this = (minutes_versions.c.number == number, minutes_versions.c.version == version)
        self._set(minutes_versions, *this, canvas=canvas)

    def wanted_in_canvas(self) -> MinutesVersion | None:
        query = self._select(minutes_versions).where(IS_WANTED)
        return self._one(MinutesVersion, query.order_by(minutes_versions.c.sealed_at).limit(1))

    def versions(self, reader: Reader, dialogue: Dialogue) -> tuple[MinutesVersion, ...]:
        return self.versions_of(reader, dialogue.group_id, [dialogue.number])

    def versions_of(
        self, reader: Reader, group_id: int, numbers: Ids
    ) -> tuple[MinutesVersion, ...]:
        query = self._select(
            minutes_versions,
            minutes_versions.c.number.in_(numbers),
            written_for(reader, group_id, minutes_versions),
        )
        if not may(reader, Act.RUN_MINUTES, group_id):
            query = query.where(~_NAMES_TAKEN_OUT)
        order = (minutes_versions.c.number, minutes_versions.c.version)
        return self._all(MinutesVersion, query.order_by(*order))


_later = minutes_versions.alias("later")
_NAMES_TAKEN_OUT = ~minutes_versions.c.chatham & exists().where(
    same_number(_later, minutes_versions),
    _later.c.version > minutes_versions.c.version,
    _later.c.chatham,
)
"""A later version keeps to the Chatham House rule, and this one names people."""


def _message(
    channel: str, ts: str, table: Table = minutes_marks
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.channel == channel, table.c.ts == ts


def _as_row(one: Minutes) -> dict[str, object]:
    return to_row(one) | {"notes": dict(one.notes)}


_AGREED = decisions.c.status == DecisionStatus.AGREED
_PROPOSED = decisions.c.status == DecisionStatus.PROPOSED


class Decisions(RecordLedger[Decision]):
    """Implements bot.ports.ledgers.minutes.Decisions."""

    _kind, _table, _letter = Decision, decisions, DECISION
    _entry = staticmethod(decision_entry)

    def find_page(
        self, reader: Reader, group_ids: Ids, *, limit: int, offset: int = 0
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(decisions.c.group_id.in_(group_ids))
        page = query.order_by(decisions.c.number.desc()).limit(limit).offset(offset)
        return self._all(Decision, page), self._number_of(query)

    def of_dialogue(self, reader: Reader, number: int) -> tuple[Decision, ...]:
        query = self._visible(reader).where(_AGREED, decisions.c.dialogue == number)
        return self._all(Decision, query.order_by(decisions.c.number))

    def agreed_between(
        self, reader: Reader, group_ids: Ids, start: datetime, end: datetime, *, limit: int
    ) -> tuple[tuple[Decision, ...], int]:
        query = self._visible(reader).where(
            _AGREED,
            decisions.c.group_id.in_(group_ids),
            *within(decisions.c.settled_at, start, end),
        )
        newest = query.order_by(decisions.c.settled_at.desc(), decisions.c.number.desc())
        return self._all(Decision, newest.limit(limit)), self._number_of(query)

    def proposed(self, reader: Reader, group_ids: Ids, until: datetime) -> tuple[Decision, ...]:
        query = self._visible(reader).where(
            _PROPOSED, decisions.c.group_id.in_(group_ids), decisions.c.closes_at <= until
        )
        return self._all(Decision, query.order_by(decisions.c.closes_at, decisions.c.number))

    def answer(self, answer: Answer) -> None:
        self._put_or_change(decision_answers, to_row(answer))

    def answers_to(self, decision: Decision) -> tuple[Answer, ...]:
        text = {"number": decision.number, "revision": decision.revision}
        query = self._select(decision_answers, **text)
        order = (decision_answers.c.answered_at, decision_answers.c.organisation_id)
        return self._all(Answer, query.order_by(*order))

    def ended(self, now: datetime) -> tuple[Decision, ...]:
        query = self._select(decisions, _PROPOSED, decisions.c.closes_at <= now)
        return self._all(Decision, query.order_by(decisions.c.closes_at, decisions.c.number))

    def next_end(self) -> datetime | None:
        first = func.min(decisions.c.closes_at, type_=UTCDateTime)
        found: datetime | None = self._connection.scalar(
            select(first).where(self._own(decisions), _PROPOSED)
        )
        return found

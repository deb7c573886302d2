"""The ledgers of who answered, who was there, what is on agendas, and what it cost members."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from bot.domain import Dialogue, Reader
from bot.domain.dialogue import AgendaItem, Attendee, DialogueStatus, ItemStatus, Rsvp
from bot.domain.fairness import Charge
from bot.ports.ledgers.search import Ids
from storage.ledgers.dialogues import LONGEST
from storage.ledgers.ledger import (
    Insert,
    Ledger,
    from_row,
    own_rows,
    remembered_while_reading,
    same_number,
    to_row,
    without_id,
)
from storage.ledgers.visibility import visible_to, written_for
from storage.tables import agenda_items, attendance, dialogues, fairness_charges, groups, rsvps


class Rsvps(Ledger):
    """Implements bot.ports.ledgers.dialogues.Rsvps."""

    def keep_answer(self, number: int, rsvp: Rsvp) -> bool:
        """The same answer again changes nothing, not even when it was given."""
        values = self._with_workspace({"number": number, **to_row(rsvp)})
        return self._connection.execute(_answered(self._insert(rsvps)), values).rowcount > 0

    def forget_answers(self, number: int) -> int:
        return self._remove(rsvps, number=number)

    @remembered_while_reading
    def of_dialogue(self, number: int) -> tuple[Rsvp, ...]:
        query = self._select(rsvps, number=number)
        return self._all(Rsvp, query.order_by(rsvps.c.answered_at, rsvps.c.user_id))

    def of_dialogues(self, numbers: Ids) -> tuple[tuple[int, Rsvp], ...]:
        query = self._select(rsvps, rsvps.c.number.in_(numbers))
        return self._numbered(Rsvp, query.order_by(rsvps.c.number, rsvps.c.user_id))

    def naming_delegates(self, since: datetime) -> tuple[tuple[int, Rsvp], ...]:
        named = (rsvps.c.delegate_user_id.is_not(None), rsvps.c.answered_at >= since)
        return self._earliest_first(*named)

    def naming(self, user_id: str) -> tuple[tuple[int, Rsvp], ...]:
        return self._earliest_first(rsvps.c.delegate_user_id == user_id)

    def _earliest_first(self, *which: ColumnElement[bool]) -> tuple[tuple[int, Rsvp], ...]:
        query = self._select(rsvps, *which)
        return self._numbered(Rsvp, query.order_by(rsvps.c.answered_at, rsvps.c.user_id))

    def by_person(self, user_id: str, numbers: Ids) -> Mapping[int, Rsvp]:
        found = self._ask(_BY_PERSON, user_id=user_id, numbers=list(numbers)).mappings()
        return {row["number"]: from_row(Rsvp, row) for row in found}

    def who_answered(
        self, numbers: Ids, user_ids: Collection[str] | None = None
    ) -> frozenset[tuple[int, str]]:
        if user_ids is None:
            found = self._ask(_WHO_ANSWERED, numbers=list(numbers))
        else:
            asked = {"numbers": list(numbers), "user_ids": list(user_ids)}
            found = self._ask(_WHO_OF_SOME_ANSWERED, **asked)
        return frozenset((row.number, row.user_id) for row in found)


_BY_PERSON = select(rsvps).where(
    own_rows(rsvps),
    rsvps.c.user_id == bindparam("user_id"),
    rsvps.c.number.in_(bindparam("numbers", expanding=True)),
)
_WHO_ANSWERED = select(rsvps.c.number, rsvps.c.user_id).where(
    own_rows(rsvps), rsvps.c.number.in_(bindparam("numbers", expanding=True))
)
_WHO_OF_SOME_ANSWERED = _WHO_ANSWERED.where(
    rsvps.c.user_id.in_(bindparam("user_ids", expanding=True))
)


@cache
def _answered(insert: Insert) -> Executable:
    said = ("answer", "organisation_id", "delegate_user_id", "answered_at")
    answered = insert.on_conflict_do_update(
        index_elements=list(rsvps.primary_key),
        set_={name: insert.excluded[name] for name in said},
        where=or_(
            rsvps.c.answer != insert.excluded.answer,
            rsvps.c.delegate_user_id.is_distinct_from(insert.excluded.delegate_user_id),
        ),
    )
    counting: Executable = answered.execution_options(preserve_rowcount=True)
    return counting


class Charges(Ledger):
    """Implements bot.ports.ledgers.dialogues.Charges."""

    def keep_charges(self, charges: Collection[Charge]) -> int:
        return sum(self._put_new(fairness_charges, **to_row(charge)) for charge in charges)

    def take_back(self, number: int) -> int:
        return self._remove(fairness_charges, number=number)

    def not_yet_charged(
        self, group_ids: Ids, since: datetime, now: datetime
    ) -> tuple[Dialogue, ...]:
        query = self._select(
            dialogues,
            dialogues.c.group_id.in_(group_ids),
            dialogues.c.starts_at > since - LONGEST,  # for the index; `ends_at` decides
            dialogues.c.starts_at < now,
            dialogues.c.ends_at > since,
            dialogues.c.ends_at <= now,
            ~exists().where(_SAME_DIALOGUE),
            status=DialogueStatus.PLANNED,
        )
        return self._all(Dialogue, query.order_by(dialogues.c.number))

    def points_of_year(self, reader: Reader, group_id: int, year: int) -> Mapping[int, int]:
        organisation, points = fairness_charges.c.organisation_id, fairness_charges.c.points
        query = self._charged(reader, group_id, organisation, func.sum(points))
        query = query.where(fairness_charges.c.year == year).group_by(organisation)
        return {body: int(total) for body, total in self._connection.execute(query)}

    def of_year(self, reader: Reader, group_id: int, year: int) -> tuple[Charge, ...]:
        query = self._charged(reader, group_id, fairness_charges)
        query = query.where(fairness_charges.c.year == year)
        ordered = query.order_by(fairness_charges.c.number, fairness_charges.c.organisation_id)
        return self._all(Charge, ordered)

    def years_charged(self, reader: Reader, group_id: int) -> tuple[int, ...]:
        query = self._charged(reader, group_id, fairness_charges.c.year).distinct()
        return tuple(self._connection.scalars(query.order_by(fairness_charges.c.year)))

    def _charged(self, reader: Reader, group_id: int, *what: Any) -> Select[Any]:
        """Of a group's rows whose dialogue the reader may see."""
        query = select(*what).join(dialogues, _SAME_DIALOGUE)
        in_group = fairness_charges.c.group_id == group_id
        return query.where(self._own(fairness_charges), in_group, visible_to(reader, dialogues))


_SAME_DIALOGUE = same_number(dialogues, fairness_charges)


class Agendas(Ledger):
    """Implements bot.ports.ledgers.dialogues.Agendas."""

    def add(self, item: AgendaItem) -> AgendaItem:
        return from_row(AgendaItem, self._put_numbered(agenda_items, **without_id(item)))

    def change(self, item: AgendaItem) -> None:
        self._rewrite(agenda_items, **to_row(item))

    def of_dialogue(self, reader: Reader, dialogue: Dialogue) -> tuple[AgendaItem, ...]:
        return self.of_dialogues(reader, dialogue.group_id, [dialogue.number])

    def to_hand_on(self, since: datetime, now: datetime) -> tuple[int, ...]:
        cancelled = dialogues.c.status == DialogueStatus.CANCELLED
        waits = or_(
            agenda_items.c.each_time,
            agenda_items.c.status == ItemStatus.SUGGESTED,
            and_(agenda_items.c.status == ItemStatus.ACCEPTED, cancelled),
        )
        query = (
            select(dialogues.c.number)
            .distinct()
            .join(agenda_items, agenda_items.c.dialogue == dialogues.c.number)
            .where(
                self._own(dialogues),
                self._own(agenda_items),
                dialogues.c.group_id.in_(select(groups.c.id).where(self._own(groups))),
                dialogues.c.starts_at > since,
                dialogues.c.starts_at < now,
                dialogues.c.ends_at <= now,
                dialogues.c.series_id.is_not(None),
                waits,
            )
        )
        return tuple(self._connection.scalars(query.order_by(dialogues.c.number)))

    def of_dialogues(self, reader: Reader, group_id: int, numbers: Ids) -> tuple[AgendaItem, ...]:
        accepted_first = case((agenda_items.c.status == ItemStatus.ACCEPTED, 0), else_=1)
        query = self._select(
            agenda_items,
            agenda_items.c.dialogue.in_(numbers),
            written_for(reader, group_id, agenda_items),
        )
        order = (accepted_first, agenda_items.c.position, agenda_items.c.id)
        return self._all(AgendaItem, query.order_by(agenda_items.c.dialogue, *order))


class Attendance(Ledger):
    """Implements bot.ports.ledgers.dialogues.Attendance."""

    def note_attendees(self, number: int, attendees: Collection[Attendee]) -> None:
        self._remove(attendance, number=number)
        for attendee in attendees:
            self._put(attendance, number=number, **to_row(attendee))

    def of_dialogue(self, number: int) -> tuple[Attendee, ...]:
        return tuple(attendee for _, attendee in self.of_dialogues([number]))

    def of_dialogues(self, numbers: Ids) -> tuple[tuple[int, Attendee], ...]:
        query = self._select(attendance, attendance.c.number.in_(numbers))
        return self._numbered(Attendee, query.order_by(attendance.c.number, attendance.c.user_id))

"""The ledgers of agenda items and of who was there."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, case, or_, select

from bot.domain import Dialogue, Reader
from bot.domain.dialogue import AgendaItem, Attendee, DialogueStatus, ItemStatus
from bot.ports.ledgers.search import Ids
from storage.ledgers.ledger import Ledger, from_row, to_row, without_id
from storage.ledgers.visibility import written_for
from storage.tables import agenda_items, attendance, dialogues, groups


class Agendas(Ledger):
    """Implements bot.ports.ledgers.dialogues.Agendas."""

    def add(self, item: AgendaItem) -> AgendaItem:
        return from_row(AgendaItem, self._put_numbered(agenda_items, **without_id(item)))

    def change(self, item: AgendaItem) -> None:
        self._set(agenda_items, agenda_items.c.id == item.id, **to_row(item))

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
        self._count(self._delete(attendance, number=number))
        for attendee in attendees:
            self._put(attendance, number=number, **to_row(attendee))

    def of_dialogue(self, number: int) -> tuple[Attendee, ...]:
        return tuple(attendee for _, attendee in self.of_dialogues([number]))

    def of_dialogues(self, numbers: Ids) -> tuple[tuple[int, Attendee], ...]:
        query = self._select(attendance, attendance.c.number.in_(numbers))
        return self._numbered(Attendee, query.order_by(attendance.c.number, attendance.c.user_id))

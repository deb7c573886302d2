"""Finds records by their references, and what a delivery is about as one reader may know."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import ActionItem, Decision, Dialogue, Group, MessageKind, Practice, Reader
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.errors import NotFound
from bot.domain.reference import (
    ACTION,
    DECISION,
    DIALOGUE,
    PRACTICE,
    read_reference,
    render_reference,
)
from bot.ports.ledgers.deliveries import Copies
from bot.ports.unit_of_work import UnitOfWork

LETTERS = (ACTION, DECISION, DIALOGUE, PRACTICE)
"""Of these a reference begins with one."""
Referenced = ActionItem | Decision | Dialogue | Practice


def find_record(reference: str, reader: Reader, work: UnitOfWork) -> Referenced | None:
    """The record that is called so ("D12"); None where it is not the reader's to see. NotFound for
    words that are no reference."""
    find: Mapping[str, Callable[[Reader, int], Referenced | None]] = {
        ACTION: work.actions.get,
        DECISION: work.decisions.get,
        DIALOGUE: work.dialogues.get,
        PRACTICE: work.practices.get,
    }
    letter = reference[0] if reference.startswith(LETTERS) else DIALOGUE
    return find[letter](reader, read_reference(letter, reference))


def _name_record(found: Referenced) -> "NamedSubject":
    reference, since = found.reference, found.created_at
    return NamedSubject(
        reference=reference, title=found.title, group_id=found.group_id, since=since
    )


def find_subject(delivery: Delivery, reader: Reader, work: UnitOfWork) -> Referenced | None:
    """The same of what a delivery is about; None too where that is no one record."""
    if delivery.subject_type is SubjectType.PRACTICE:
        return work.practices.get(reader, int(delivery.subject_id))
    if delivery.subject_type in (SubjectType.DIALOGUE, SubjectType.DECISION):
        return find_record(delivery.subject_id, reader, work)
    return None


WhyRow = Delivery | Copies


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSubject:
    """ "D12" and its title, or neither; `group_id` None: it spans all of a person's groups."""

    reference: str = ""
    title: str = ""
    group_id: int | None = None
    since: datetime | None = None
    """When the subject itself was made."""


class Subjects:
    """Reads subjects with one reader's rights, each once. None: not theirs, or not known."""

    def __init__(self, reader: Reader, work: UnitOfWork) -> None:
        self._reader = reader
        self._work = work
        self._read: dict[str, NamedSubject | None] = {}

    def subject_of(self, row: WhyRow) -> NamedSubject | None:
        """What the row is about; a type of subject that is not known here is nobody's."""
        number = int(row.subject_id) if row.subject_id.isdecimal() else None
        match row.subject_type:
            case SubjectType.DIALOGUE | SubjectType.DECISION:
                return self.named(row.subject_id)
            case SubjectType.PRACTICE:
                return None if number is None else self.named(render_reference(PRACTICE, number))
            case SubjectType.DIGEST:
                return self._in_group(self._work.groups.get(number or 0))
            case SubjectType.GROUP:
                return self._about_group(row, self._work.groups.get(number or 0))
            case SubjectType.MORNING if self._is_theirs(row):
                return NamedSubject()
        return None

    def named(self, reference: str) -> NamedSubject | None:
        """The record that is called so ("D12"); an action is owed nothing by itself."""
        if reference not in self._read:
            try:
                found = find_record(reference, self._reader, self._work)
            except NotFound:
                found = None
            self._read[reference] = _name_record(found) if found else None
        return self._read[reference]

    def _about_group(self, row: WhyRow, group: Group | None) -> NamedSubject | None:
        """Greeting, set-up and spotlight are for all of the channel, the others for recipients."""
        if row.kind is MessageKind.GREETING:
            return self._in_group(self._work.groups.by_channel(row.subject_id))
        if row.kind is MessageKind.RESTORED:
            return NamedSubject() if self._is_theirs(row) else None
        if row.kind in (MessageKind.SET_UP, MessageKind.SPOTLIGHT):
            return self._in_group(group)
        reader = self._reader
        theirs = self._is_theirs(row) or reader.secretariat
        kept = group is not None and group.id in reader.kept_seats
        if group is None or not (theirs and (kept or reader.sees(group.id, row.audience))):
            return None
        private = row.kind is MessageKind.KEPT_PRIVATE
        return self.named(row.occurrence) if private else self._in_group(group)

    def _in_group(self, group: Group | None) -> NamedSubject | None:
        theirs = group is not None and self._reader.belongs_to(group.id)
        return NamedSubject(group_id=group.id) if group is not None and theirs else None

    def _is_theirs(self, row: WhyRow) -> bool:
        return isinstance(row, Delivery) and row.recipient == self._reader.user_id

"""Finds records by their references, and the one that a delivery is about."""

from collections.abc import Callable, Mapping

from bot.domain import ActionItem, Decision, Dialogue, Practice, Reader
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.reference import ACTION, DECISION, DIALOGUE, PRACTICE, read_reference
from bot.ports.unit_of_work import UnitOfWork

LETTERS = (ACTION, DECISION, DIALOGUE, PRACTICE)
"""Of these a reference begins with one."""
Referenced = ActionItem | Decision | Dialogue | Practice


def find_record(reference: str, reader: Reader, work: UnitOfWork) -> Referenced | None:
    """The record that is called so ("D12"); None where it is not the reader's to see.

    NotFound for words that are no reference.
    """
    find: Mapping[str, Callable[[Reader, int], Referenced | None]] = {
        ACTION: work.actions.get,
        DECISION: work.decisions.get,
        DIALOGUE: work.dialogues.get,
        PRACTICE: work.practices.get,
    }
    letter = reference[0] if reference.startswith(LETTERS) else DIALOGUE
    return find[letter](reader, read_reference(letter, reference))


def find_subject(delivery: Delivery, reader: Reader, work: UnitOfWork) -> Referenced | None:
    """The same of what a delivery is about; None too where that is no one record."""
    if delivery.subject_type is SubjectType.PRACTICE:
        return work.practices.get(reader, int(delivery.subject_id))
    if delivery.subject_type in (SubjectType.DIALOGUE, SubjectType.DECISION):
        return find_record(delivery.subject_id, reader, work)
    return None

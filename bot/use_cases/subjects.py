"""Finds the record that a delivery is about."""

from bot.domain import Decision, Dialogue, Practice, Reader
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.reference import DECISION, DIALOGUE, read_reference
from bot.ports.unit_of_work import UnitOfWork


def find_subject(
    delivery: Delivery, reader: Reader, work: UnitOfWork
) -> Dialogue | Decision | Practice | None:
    """None where it is about no one record, or about one that is not the reader's to see.

    NotFound for a subject id that is no reference.
    """
    match delivery.subject_type:
        case SubjectType.DIALOGUE:
            return work.dialogues.get(reader, read_reference(DIALOGUE, delivery.subject_id))
        case SubjectType.DECISION:
            return work.decisions.get(reader, read_reference(DECISION, delivery.subject_id))
        case SubjectType.PRACTICE:
            return work.practices.get(reader, int(delivery.subject_id))
        case _:
            return None

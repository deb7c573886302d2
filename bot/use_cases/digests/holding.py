"""Whether one posting of the weekly digest is held; the journal knows."""

from datetime import datetime

from bot.ports.unit_of_work import UnitOfWork

HELD = "held the digest"


def subject_of(group_id: int, occurrence: str, revision: int) -> str:
    """One posting as the journal names it; another weekly hour makes another posting."""
    return f"digest {group_id} {occurrence} {revision}"


def held(
    group_id: int, occurrence: str, revision: int, *, work: UnitOfWork
) -> tuple[datetime, str] | None:
    """When and by whom it was held first; None while it is not."""
    for at, who, did, _ in work.journal.about(subject_of(group_id, occurrence, revision)):
        if did == HELD:
            return at, who
    return None

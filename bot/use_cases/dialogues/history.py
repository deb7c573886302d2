"""What the journal remembers of a dialogue and its row does not: former times, who was invited."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.domain.dialogue import Dialogue
from bot.domain.organisation import Organisation
from bot.ports.unit_of_work import UnitOfWork

SCHEDULED, REVISED = "scheduled", "revised"


@dataclass(frozen=True, slots=True)
class FormerTime:
    """When a dialogue was to start before a move: aware, and the zone it was planned in."""

    starts_at: datetime
    zone: str


def note_scheduled(
    dialogue: Dialogue,
    organisations: Iterable[Organisation],
    *,
    who: str,
    work: UnitOfWork,
    now: datetime,
) -> None:
    """Record that it was scheduled, and whom it invited."""
    detail = {"invited": [organisation.id for organisation in organisations]}
    work.journal.record(who, SCHEDULED, dialogue, now, json.dumps(detail))


def note_revised(
    before: Dialogue,
    organisations: Iterable[Organisation],
    *,
    who: str,
    work: UnitOfWork,
    now: datetime,
    along: bool = False,
) -> None:
    """Record the end of a revision: when it had the dialogue start, and whom it now invites.

    `along`: an earlier one of its series changed too, and the notice of that tells of this one.
    """
    detail = {
        "revision": before.revision,
        "starts_at": before.starts_at.isoformat(),
        "zone": before.zone,
        "invited": [organisation.id for organisation in organisations],
        "along": along,
    }
    work.journal.record(who, REVISED, before, now, json.dumps(detail))


def time_in_revision(dialogue: Dialogue, revision: int, *, work: UnitOfWork) -> FormerTime:
    """When the dialogue was to start in that revision; its present time for the present one."""
    for did, detail in _entries(dialogue, work):
        if did == REVISED and detail["revision"] == revision:
            return FormerTime(datetime.fromisoformat(detail["starts_at"]), detail["zone"])
    return FormerTime(dialogue.starts_at, dialogue.zone)


def changed_along(dialogue: Dialogue, *, work: UnitOfWork) -> int:
    """The last revision of which the notice of another one of its series told; 0: none."""
    return max(
        (
            detail["revision"] + 1
            for did, detail in _entries(dialogue, work)
            if did == REVISED and detail.get("along")
        ),
        default=0,
    )


def invited_at_last(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[Organisation, ...]:
    """The organisations that were in the channel when its time or audience was last set."""
    ids: set[int] = set()
    for _, detail in _entries(dialogue, work):
        ids = set(detail["invited"])
    return tuple(o for o in work.organisations.all() if o.id in ids)


def _entries(dialogue: Dialogue, work: UnitOfWork) -> list[tuple[str, dict[str, Any]]]:
    return [
        (did, json.loads(detail))
        for _, _, did, detail in work.journal.about(dialogue.reference)
        if did in (SCHEDULED, REVISED) and detail is not None
    ]

"""Former revisions of a dialogue: their times, and who was invited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Dialogue, Organisation
from bot.domain.dialogue import DialogueRevision
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context


@dataclass(frozen=True, slots=True)
class FormerTime:
    """When a dialogue was to start before a move: aware, and the zone it was planned in."""

    starts_at: datetime
    zone: str


def keep_revision(
    dialogue: Dialogue,
    organisations: Iterable[Organisation],
    context: Context,
    *,
    who: str,
    along: bool = False,
) -> None:
    """Keep when the dialogue's present revision has it start, and which organisations it invites.

    `along`: an earlier one of its series changed too, and the notice of that tells of this one.
    """
    context.work.revisions.add(
        DialogueRevision(
            number=dialogue.number,
            revision=dialogue.revision,
            starts_at=dialogue.starts_at,
            zone=dialogue.zone,
            invited=tuple(organisation.id for organisation in organisations),
            along=along,
        )
    )
    did = "scheduled" if dialogue.revision == 1 else "revised"
    context.work.journal.record(who, did, dialogue, context.now)


def time_in_revision(dialogue: Dialogue, revision: int, *, work: UnitOfWork) -> FormerTime:
    """When the dialogue was to start in that revision; its present time for the present one."""
    if revision != dialogue.revision:
        for kept in work.revisions.of_dialogue(dialogue.number):
            if kept.revision == revision:
                return FormerTime(kept.starts_at, kept.zone)
    return FormerTime(dialogue.starts_at, dialogue.zone)


def changed_along(dialogue: Dialogue, *, work: UnitOfWork) -> int:
    """The last revision told in the notice of another one of its series; 0: none."""
    along = (kept.revision for kept in work.revisions.of_dialogue(dialogue.number) if kept.along)
    return max(along, default=0)


def invited_at_last(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[Organisation, ...]:
    """The organisations that were in the channel when its time or audience was last set."""
    ids = {i for kept in work.revisions.of_dialogue(dialogue.number)[-1:] for i in kept.invited}
    return tuple(o for o in work.organisations.all() if o.id in ids)

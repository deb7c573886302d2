"""Former revisions of a dialogue: their times, and who was invited."""

from collections.abc import Iterable

from bot.domain import Dialogue, Organisation
from bot.domain.dialogue import DialogueRevision
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context


def keep_revision(
    dialogue: Dialogue,
    organisations: Iterable[Organisation],
    context: Context,
    *,
    who: str,
    along: bool = False,
) -> None:
    """Keep when the dialogue's present revision has it start, and which organisations it invites.
    `along`: an earlier one of its series changed too, and the notice of that tells of this one."""
    kept = DialogueRevision(
        number=dialogue.number,
        revision=dialogue.revision,
        starts_at=dialogue.starts_at,
        zone=dialogue.zone,
        invited=tuple(organisation.id for organisation in organisations),
        along=along,
    )
    context.work.revisions.add(kept)
    did = "scheduled" if dialogue.revision == 1 else "revised"
    context.work.journal.record(who, did, dialogue, context.now)


def time_in_revision(
    dialogue: Dialogue, revision: int, *, work: UnitOfWork
) -> Dialogue | DialogueRevision:
    """What has the start (aware) and the zone that the dialogue had in that revision; the dialogue
    itself for its present one, and where that revision was never kept."""
    former = work.revisions.of_dialogue(dialogue.number) if revision != dialogue.revision else ()
    return next((kept for kept in former if kept.revision == revision), dialogue)


def changed_along(dialogue: Dialogue, *, work: UnitOfWork) -> int:
    """The last revision told in the notice of another one of its series; 0: none."""
    along = (kept.revision for kept in work.revisions.of_dialogue(dialogue.number) if kept.along)
    return max(along, default=0)


def invited_at_last(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[Organisation, ...]:
    """The organisations that were in the channel when its time or audience was last set."""
    ids = {i for kept in work.revisions.of_dialogue(dialogue.number)[-1:] for i in kept.invited}
    return tuple(o for o in work.organisations.all() if o.id in ids)

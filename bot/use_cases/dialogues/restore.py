"""Restores what was cancelled: it takes place after all, and the notice of its end says so."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain import Dialogue, Group, MessageKind
from bot.domain.delivery import SubjectType
from bot.ports.ledgers.personal import UndoStep
from bot.use_cases.context import Context
from bot.use_cases.dialogues.revise import refresh_invitations, refresh_opening, revise_inviting
from bot.use_cases.dialogues.rules import revisions


def restore_dialogues(
    step: UndoStep, groups: Mapping[int, Group], context: Context
) -> tuple[Dialogue, ...]:
    """All dialogues of the step as they were, each with a higher SEQUENCE, owing what is ahead.

    One that is over has taken place, then; the next look at what is past charges it again.
    """
    work = context.work
    for before, made in step.series:
        series = work.series.get(made.id) or made
        work.series.change(replace(before, planned_until=series.planned_until))
    for link in step.links:
        work.series_links.keep_link(link)
    restored = [
        _restored(before, after, groups[after.group_id], context, along=index > 0)
        for index, (before, after) in enumerate(step.dialogues)
    ]
    refresh_opening(restored[0].series_id, context)
    return tuple(restored)


def _restored(
    before: Dialogue, after: Dialogue, group: Group, context: Context, *, along: bool
) -> Dialogue:
    work, now = context.work, context.now
    if before.ends_at <= now:
        restored = replace(before, sequence=after.sequence + 1, changed_at=now)
        work.dialogues.change(restored)
        refresh_invitations(restored, work=work)
    else:
        restored = revise_inviting(
            after,
            before,
            group,
            context,
            organisations=revisions.invited_at_last(before, work=work),
            along=along,
        )
    context.record("restored", restored, "it takes place after all")
    work.deliveries.mark_stale(
        SubjectType.DIALOGUE, restored.reference, [MessageKind.DIALOGUE_CANCELLED]
    )
    return restored

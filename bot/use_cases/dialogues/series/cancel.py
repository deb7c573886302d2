"""Cancels one of a series and all later ones, or all that are ahead: the series ends before."""

from bot.domain import Dialogue, Group, Series
from bot.domain.dialogue import SeriesChange
from bot.ports.ledgers.personal import UndoStep
from bot.use_cases.context import Context
from bot.use_cases.dialogues.messages import schedule_messages
from bot.use_cases.dialogues.messages.change_wording import numbers_of
from bot.use_cases.dialogues.revise import Changed, call_off, refresh_opening
from bot.use_cases.dialogues.rules.series_links import Scope, note_ended
from bot.use_cases.dialogues.series.affected import affected_dialogues


def cancel_series(
    before: Dialogue, scope: Scope, reason: str | None, group: Group, context: Context
) -> Changed:
    """One notice, about the first of them; it tells of the others. `before` is ahead."""
    work = context.work
    changed: list[tuple[Dialogue, Dialogue]] = []
    ended: list[tuple[Series, Series]] = []
    reached = affected_dialogues(before, scope, context)
    for part in reached:
        if part.since is not None:
            ended.append((part.series, part.series.ending_before(part.since)))
            work.series.change(ended[-1][1])
        changed += [(row, call_off(row, reason, context)) for row in part.rows]
    changed.sort(key=lambda pair: pair[1].starts_at)
    after = [dialogue for _, dialogue in changed]
    first = after[0]
    work.revisions.add_change(
        SeriesChange(number=first.number, revision=first.revision, cancelled=numbers_of(after[1:]))
    )
    work.deliveries.owe(
        [schedule_messages.owed_cancel_notice(first, group, context.now)], context.now
    )
    series_id = before.series_id
    links = (work.series_links.get(series_id),) if series_id is not None else ()
    step = UndoStep(
        who=context.reader.user_id,
        at=context.now,
        did="cancelled",
        dialogues=tuple(changed),
        series=tuple(ended),
        links=links,
    )
    if series_id is not None:
        note_ended(series_id, context)
    refresh_opening(series_id, context)
    return Changed(
        before=before,
        after=next(dialogue for dialogue in after if dialogue.number == before.number),
        group=group,
        scope=scope,
        series=work.series.get(series_id) if series_id is not None else None,
        cancelled=tuple(d for d in after if d.number != before.number),
        step=work.steps.keep(step),
    )

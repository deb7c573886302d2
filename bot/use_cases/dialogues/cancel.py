"""Cancels a dialogue or many of its series, and restores what was cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain import Dialogue, Group, MessageKind, Series
from bot.domain.delivery import SubjectType
from bot.domain.dialogue import SeriesChange, SeriesLink
from bot.domain.limits import SUMMARY, checked_text
from bot.languages import _
from bot.ports.ledgers.personal import UndoStep
from bot.use_cases.context import Context
from bot.use_cases.dialogues import revise
from bot.use_cases.dialogues.messages.change_wording import numbers_of
from bot.use_cases.dialogues.messages.schedule_messages import owe_change
from bot.use_cases.dialogues.rules import series_links
from bot.use_cases.dialogues.rules.checks import find_to_cancel
from bot.use_cases.dialogues.rules.invited import invited_at_last


def cancel_series(
    before: Dialogue, scope: series_links.Scope, reason: str | None, group: Group, context: Context
) -> revise.Changed:
    """One notice, about the first of them; it tells of the others. `before` is ahead."""
    work = context.work
    changed: list[tuple[Dialogue, Dialogue]] = []
    ended: list[tuple[Series, Series]] = []
    for part in series_links.affected_dialogues(before, scope, context):
        if part.since is not None:
            ended.append((part.series, part.series.ending_before(part.since)))
            work.series.change(ended[-1][1])
        changed += [(row, revise.call_off(row, reason, context)) for row in part.rows]
    changed.sort(key=lambda pair: pair[1].starts_at)
    after = [dialogue for _, dialogue in changed]
    first = after[0]
    work.revisions.add_change(
        SeriesChange(number=first.number, revision=first.revision, cancelled=numbers_of(after[1:]))
    )
    owe_change(MessageKind.DIALOGUE_CANCELLED, first, group, context)
    series_id = before.series_id
    links = (work.series_links.get(series_id),) if series_id is not None else ()
    step = _keep_step(changed, context, series=tuple(ended), links=links)
    if series_id is not None:
        series_links.note_ended(series_id, context)
    revise.refresh_opening(series_id, context)
    return revise.Changed(
        before=before,
        after=next(dialogue for dialogue in after if dialogue.number == before.number),
        group=group,
        scope=scope,
        series=work.series.get(series_id) if series_id is not None else None,
        cancelled=tuple(d for d in after if d.number != before.number),
        step=step,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelDialogue:
    """`reason` is told to everyone who was invited."""

    number: int
    reason: str | None = None
    scope: series_links.Scope = series_links.Scope.ONE


def cancel_dialogue(wish: CancelDialogue, context: Context) -> revise.Changed:
    """It stays to be seen, as cancelled; for ten minutes that can be undone (`Changed.step`). One
    that is over did not take place, then: nobody is told, and what it cost is given back."""
    before, group = find_to_cancel(wish.number, context)
    what = _("The reason")
    reason = checked_text(wish.reason, SUMMARY, field="reason", what=what, needed=False) or None
    if before.ends_at <= context.now:
        after = revise.call_off(before, reason, context)
        context.work.charges.take_back(after.number)
        step = _keep_step([(before, after)], context)
        return revise.Changed(before=before, after=after, group=group, step=step)
    if wish.scope is not series_links.Scope.ONE and before.series_id is not None:
        return cancel_series(before, wish.scope, reason, group, context)
    after = revise.call_off(before, reason, context)
    owe_change(MessageKind.DIALOGUE_CANCELLED, after, group, context)
    _let_the_next_announce(after, group, context)
    revise.refresh_opening(after.series_id, context)
    step = _keep_step([(before, after)], context)
    return revise.Changed(before=before, after=after, group=group, step=step)


def _keep_step(
    changed: Sequence[tuple[Dialogue, Dialogue]],
    context: Context,
    series: tuple[tuple[Series, Series], ...] = (),
    links: tuple[SeriesLink, ...] = (),
) -> int:
    who = context.reader.user_id
    pairs = tuple(changed)
    step = UndoStep(who=who, at=context.now, did="cancelled", dialogues=pairs)
    return context.work.steps.keep(replace(step, series=series, links=links))


def _let_the_next_announce(cancelled: Dialogue, group: Group, context: Context) -> None:
    """Where the one falls away that was to announce its series, before it did."""
    about = (SubjectType.DIALOGUE, cancelled.reference, MessageKind.ANNOUNCEMENT)
    work, series_id = context.work, cancelled.series_id
    opens = series_links.opens_series(cancelled, work=work)
    if series_id is None or not opens or work.deliveries.posted_about(*about):
        return
    series = work.series.get(series_id)
    following = series_links.next_of_series(cancelled, context.reader, work=work, most=1)
    if series is None or not following:
        return
    first = following[0]
    series_links.note_opened(series, first.number, work=work)
    organisations = invited_at_last(first, work=work)
    revise.revise_inviting(first, first, group, context, organisations=organisations, along=True)


def restore_dialogues(
    step: UndoStep, groups: Mapping[int, Group], context: Context
) -> tuple[Dialogue, ...]:
    """All dialogues of the step as they were, each with a higher SEQUENCE, owing what is ahead. One
    that is over has taken place, then; the next look at what is past charges it again."""
    work = context.work
    for earlier, made in step.series:
        series = work.series.get(made.id) or made
        work.series.change(replace(earlier, planned_until=series.planned_until))
    for link in step.links:
        work.series_links.keep_link(link)
    restored: list[Dialogue] = []
    for before, after in step.dialogues:
        if before.ends_at <= context.now:
            again = replace(before, sequence=after.sequence + 1, changed_at=context.now)
            work.dialogues.change(again)
            revise.refresh_invitations(again, work=work)
        else:
            guests = invited_at_last(before, work=work)
            group = groups[after.group_id]
            again = revise.revise_inviting(
                after, before, group, context, organisations=guests, along=bool(restored)
            )
        context.record("restored", again, "it takes place after all")
        notices = [MessageKind.DIALOGUE_CANCELLED]
        work.deliveries.mark_stale(SubjectType.DIALOGUE, again.reference, notices)
        restored.append(again)
    revise.refresh_opening(restored[0].series_id, context)
    return tuple(restored)

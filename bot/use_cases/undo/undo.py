"""Undoes one act: every record that it changed is again as it was before."""

from dataclasses import dataclass, replace

from bot.domain import Act, ActionItem, Dialogue, Group, NextStep, NotFound, Reader, Refusal, may
from bot.languages import _
from bot.ports.ledgers.personal import UNDO_WITHIN, UndoStep
from bot.use_cases.actions.rules import find_action, rights_over
from bot.use_cases.actions.settle import restore_action
from bot.use_cases.context import Context
from bot.use_cases.dialogues.cancel import restore_dialogues
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.refusals import refusal_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """`actions` and `dialogues` as they are again; `left`: why others of the act stay as they are.
    `changed` False: it was undone already, and nothing was written."""

    step: UndoStep
    actions: tuple[ActionItem, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    left: tuple[str, ...] = ()
    changed: bool = True


def undo_step(step_id: int, context: Context) -> Undone:
    """Only by who did it, within ten minutes, and only what nobody changed since; else a Refusal.
    Of several actions those that can be restored are, and of the others it is said why not. A
    cancelled series is restored as a whole."""
    step = context.work.steps.get(context.reader.user_id, step_id)
    if step is None:
        raise NotFound("I can't find anything of yours that this button would undo.")
    if step.undone_at is not None:
        return Undone(step=step, changed=False)
    if context.now - step.at > UNDO_WITHIN:
        raise _too_late(step)
    actions, left = [], []
    for before, after in step.actions:
        try:
            actions.append(_restored(before, after, step, context))
        except Refusal as refused:
            left.append(refused)
    if left and not actions:
        raise left[0]
    dialogues = _dialogues_restored(step, context)
    context.work.steps.note_undone(step.id, context.now)
    return Undone(
        step=step,
        actions=tuple(actions),
        dialogues=dialogues,
        left=tuple(refused.words for refused in left),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """An act that its person can undo now: `records` as they are."""

    step: int
    did: str
    records: tuple[ActionItem | Dialogue, ...]


def undoable_acts(context: Context) -> tuple[Undoable, ...]:
    """What the reader did within ten minutes, as far as nobody changed it since, newest first."""
    reader, work = context.reader, context.work
    found = []
    for step in work.steps.done_since(reader.user_id, context.now - UNDO_WITHIN):
        actions, dialogues = work.actions.get, work.dialogues.get
        records: list[ActionItem | Dialogue] = [
            *(after for _, after in step.actions if actions(reader, after.number) == after),
            *(after for _, after in step.dialogues if dialogues(reader, after.number) == after),
        ]
        if records:
            found.append(Undoable(step=step.id, did=step.did, records=tuple(records)))
    return tuple(found)


def _restored(
    before: ActionItem, after: ActionItem, step: UndoStep, context: Context
) -> ActionItem:
    action, group = find_action(after.number, context)
    if action != after:
        raise _changed_since(action)
    reader, work = context.reader, context.work
    person = work.people.get(reader.user_id)
    may_restore = person is not None and rights_over(action, person, context).reopen
    if not action.open and not may_restore:
        raise refusal_of(Act.CHANGE_ACTION, group, context)
    made = next((one for one in step.made if one.series == before.series), None)
    if made is not None and work.actions.get(Reader.system(), made.number) != made:
        raise Refusal(
            "{reference}, the next one, was changed since, so both stay.", reference=made.reference
        )
    return restore_action(before, after, group, step.did, context, made=made)


def _dialogues_restored(step: UndoStep, context: Context) -> tuple[Dialogue, ...]:
    if not step.dialogues:
        return ()
    groups: dict[int, Group] = {}
    for before, after in step.dialogues:
        dialogue, group = find_dialogue(after.number, reader=context.reader, work=context.work)
        if dialogue != after:
            raise _changed_since(dialogue)
        own = before.created_by == context.reader.user_id
        if not may(context.reader, Act.CHANGE_DIALOGUE, group.id, own=own):
            raise refusal_of(Act.CHANGE_DIALOGUE, group, context)
        groups[group.id] = group
    for _before, made in step.series:
        series = context.work.series.get(made.id)
        if series is None or replace(series, planned_until=made.planned_until) != made:
            raise Refusal("Its series was changed since, so it stays as it is.")
    return restore_dialogues(step, groups, context)


def _changed_since(record: ActionItem | Dialogue) -> Refusal:
    return Refusal(
        "{reference} was changed since, so it stays as it is now.", reference=record.reference
    )


def _too_late(step: UndoStep) -> Refusal:
    words = _("More than ten minutes have passed, so this can't be undone any more.")
    closed = [after for _before, after in step.actions if not after.open]
    if not closed:
        return Refusal(words)
    return Refusal(words, step=NextStep.REOPEN_ACTION, about=closed[0].reference)

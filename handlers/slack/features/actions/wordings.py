"""Sentences about what became of an action, where several answers say them alike."""

from bot.domain.action_item import ActionItem, ActionStatus
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.mornings.belonging import is_unowned


def settled_words(action: ActionItem) -> str:
    was = "done" if action.status is ActionStatus.DONE else "given up"
    return f"{action.reference} was {was} already; nothing changed."


def open_words(action: ActionItem) -> str:
    return f"{action.reference} is open already; nothing changed."


def assigned_words(outcome: Outcome) -> str:
    if not outcome.changed:
        return "It belongs to them already; nothing changed."
    return "It has no owner now." if is_unowned(outcome.action) else "It has a new owner."

"""Shows decisions: a page of a list, or the history of one. Nothing is written."""

from collections.abc import Collection

from bot.domain import Decision, Group
from bot.ports.ledgers.books import Event
from bot.use_cases.context import Context
from bot.use_cases.decisions.rules import find_decision

PAGE = 10


def list_decisions(
    groups: Collection[Group], context: Context, *, offset: int = 0
) -> tuple[tuple[Decision, ...], int, int]:
    """A page of what the reader may see in these groups, how many there are, and the offset that
    it really has: one past the end becomes the first."""
    ids = [group.id for group in groups]
    found, total = context.work.decisions.find_page(context.reader, ids, limit=PAGE, offset=offset)
    if total and not found:
        return list_decisions(groups, context)
    return found, total, offset


def show_history(number: int, context: Context) -> tuple[Decision, tuple[Event, ...]]:
    """The decision and who did what to it when, the oldest first; NotFound as ever."""
    decision, _ = find_decision(number, context)
    return decision, context.work.journal.events_under(context.reader, decision)

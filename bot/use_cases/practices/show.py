"""Shows a card's history. Nothing is written."""

from bot.domain import Act, Practice, may
from bot.ports.ledgers.books import Event
from bot.use_cases.context import Context
from bot.use_cases.practices.rules import find_practice

_FOR_ALL = frozenset({"published", "edited"})
"""What every reader of a published card is told; its review is between its author and chairs."""


def show_history(number: int, context: Context) -> tuple[Practice, tuple[Event, ...]]:
    """The card and who did what to it when, as far as the reader may know; NotFound as ever."""
    practice = find_practice(number, context)
    events = context.work.journal.events_under(context.reader, practice)
    if practice.author != context.reader.user_id and not may(
        context.reader, Act.REVIEW_PRACTICE, practice.group_id
    ):
        events = tuple(event for event in events if event.did in _FOR_ALL)
    return practice, events

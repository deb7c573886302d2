"""Shows decisions: a page of a list, or one with all that belongs to it. Nothing is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNames:
    """DecisionNames of people (by user id) and of all organisations (by id)."""

    people: Mapping[str, str]
    organisations: Mapping[int, str]


def names_for(user_ids: Collection[str], context: Context) -> DecisionNames:
    return DecisionNames(
        people=context.work.people.names(set(user_ids)),
        organisations=context.work.organisations.names(),
    )

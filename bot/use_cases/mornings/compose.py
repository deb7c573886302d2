"""What one person is told this morning, as their own rights allow now."""

from collections.abc import Iterable
from datetime import date

from bot.domain import Person
from bot.domain.morning import Morning, MorningItem, Topic
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.asked import DIALOGUES, PROPOSALS
from bot.use_cases.mornings.chaired import STOCKTAKES, UNOWNED, UNREVIEWED, WEEK_OVERDUE
from bot.use_cases.mornings.look import Look, Source
from bot.use_cases.mornings.own_actions import OWNED
from bot.use_cases.mornings.uncovered import UNCOVERED, UNHEARD

_OF_CHAIRS = (UNCOVERED, UNHEARD, WEEK_OVERDUE, UNREVIEWED, UNOWNED, STOCKTAKES)
SOURCES: tuple[Source, ...] = (OWNED, DIALOGUES, PROPOSALS, *_OF_CHAIRS)
_ORDER = tuple(Topic)


def compose_morning(person: Person, context: Context, *, today: date) -> Morning:
    """The message for the local date `today`; empty where there is nothing to say. `context.reader`
    must be the person's own."""
    look = Look(person, context, today)
    found = [item for source in SOURCES for item in source.find(look)]
    return morning_of(person, today, found, context.work)


def morning_of(
    person: Person, today: date, items: Iterable[MorningItem], work: UnitOfWork
) -> Morning:
    """The items in the order of their topics."""
    ordered = tuple(sorted(items, key=lambda item: _ORDER.index(item.topic)))
    shown = {item.subject.group_id for item in ordered}
    groups = {group.id: group for group in work.groups.all() if group.id in shown}
    return Morning(person=person, today=today, items=ordered, groups=groups)

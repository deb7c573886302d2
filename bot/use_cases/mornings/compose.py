"""What one person is told this morning, as their own rights allow now."""

from datetime import date

from bot.domain.morning import Morning, Topic
from bot.domain.person import Person
from bot.use_cases.context import Context
from bot.use_cases.mornings.chaired import UNOWNED, UNREVIEWED, WEEK_OVERDUE
from bot.use_cases.mornings.dialogues import DIALOGUES
from bot.use_cases.mornings.look import Look, Source
from bot.use_cases.mornings.own_actions import OWN_ACTIONS
from bot.use_cases.mornings.proposals import PROPOSALS
from bot.use_cases.mornings.stocktakes import STOCKTAKES
from bot.use_cases.mornings.uncovered import UNCOVERED, UNHEARD

SOURCES: tuple[Source, ...] = (
    OWN_ACTIONS,
    DIALOGUES,
    PROPOSALS,
    UNCOVERED,
    UNHEARD,
    WEEK_OVERDUE,
    UNREVIEWED,
    UNOWNED,
    STOCKTAKES,
)
_ORDER = tuple(Topic)


def compose_morning(person: Person, context: Context, *, today: date) -> Morning:
    """The message for the local date `today`; empty where there is nothing to say.

    `context.reader` must be the person's own.
    """
    look = Look(person, context, today)
    found = [item for source in SOURCES for item in source.find(look)]
    shown = {item.subject.group_id for item in found}
    return Morning(
        person=person,
        today=today,
        items=tuple(sorted(found, key=lambda item: _ORDER.index(item.topic))),
        groups={group.id: group for group in context.work.groups.all() if group.id in shown},
    )

"""The morning message as facts: items of several topics for one reader and one local day.

Beside it: on which days something that waits is told again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.action_item import DUE_SOON_DAYS, ActionItem
from bot.domain.decision import Decision
from bot.domain.delivery import Notification
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.domain.person import Person
from bot.domain.practice import Practice
from bot.domain.stocktake import StockDue


class Topic(StrEnum):
    """Why an item is in a morning message, in the order in which they stand there. The value is
    kept with each item that was told: never change one."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    GIVEN = "given"
    """New for this person, and not due soon."""
    UNANSWERED = "unanswered"
    """A dialogue that waits for this person's answer."""
    DELEGATED = "delegated"
    """Likewise, and somebody who can't come has named this person."""
    PROPOSAL = "proposal"
    """A proposal that this person's organisation has not answered."""
    UNCOVERED = "uncovered"
    """For chairs: nobody hears of it, since its officer is away or its organisation has left."""
    WEEK_OVERDUE = "week_overdue"
    """For chairs and deputies: somebody else's action that has become a week overdue."""
    UNREVIEWED = "unreviewed"
    """For chairs: a card that has waited for a week, or another one."""
    UNOWNED = "unowned"
    """For chairs: an open action that nobody owns yet."""
    STOCKTAKE = "stocktake"
    """For chairs: a quarter has ended."""


@dataclass(frozen=True, slots=True)
class LastTold:
    """When something was told last: the local day of the message, and the moment (aware)."""

    day: date
    at: datetime


OWN_ACTIONS = (Topic.OVERDUE, Topic.TODAY, Topic.SOON, Topic.GIVEN)

ASKED = (Topic.UNANSWERED, Topic.DELEGATED)

Subject = ActionItem | Decision | Dialogue | Practice | StockDue


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningItem:
    """`said`: names that stand beside it, or who is away; "" for none. `became`: what became of it
    since it was told, "done by Liam"; "" while it still waits."""

    topic: Topic
    subject: Subject
    said: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning(Notification):
    """One person's one private nudge of a working morning; `today` is their local date. `items`
    stand in the order of their topics; `groups`: those of the items, by id."""

    person: Person
    today: date
    items: tuple[MorningItem, ...] = ()
    groups: Mapping[int, Group] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return not self.items

    def of(self, *topics: Topic) -> tuple[Subject, ...]:
        return tuple(item.subject for item in self.items if item.topic in topics)


_STEPS = (-DUE_SOON_DAYS, 0, 1, 3, 7)
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


def due_step(due_on: date, day: date) -> date:
    """The last day up to `day` on which an action that is due then is spoken of: three days before,
    on the day, one, three and seven days after it, then weekly. `day` itself where it is earlier:
    that is for those who hear seldom."""
    late = (day - due_on).days
    if late >= _STEPS[-1]:
        return day - late % 7 * _DAY
    return due_on + max((step for step in _STEPS if step <= late), default=late) * _DAY


def week_step(since: date, day: date) -> date | None:
    """The last day up to `day` on which a week, or another one, from `since` was full."""
    weeks = (day - since) // _WEEK
    return since + weeks * _WEEK if weeks > 0 else None


def is_new(step: date | None, last: date | None) -> bool:
    """Whether there is a step, and nothing was told on it or since; `last`: when it was told."""
    return step is not None and (last is None or last < step)


def is_weekly(last: date | None, day: date) -> bool:
    """Whether it was never told, or a week ago or longer."""
    return last is None or day >= last + _WEEK

"""An action as it was typed, and what may have to be asked about it."""

from dataclasses import dataclass
from datetime import date

from bot.dates.answers import Asked
from bot.domain import Audience
from bot.domain.recurrence import Rule
from bot.use_cases.actions.owners import NOBODY, Owner
from handlers.slack.features.actions.owner_questions import OwnerQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAction:
    """`audience` None: the group's default; `besides`: words of a time, which is left out."""

    title: str
    owner: Owner = NOBODY
    others: tuple[Owner, ...] = ()
    due_on: date | None = None
    audience: Audience | None = None
    besides: str = ""
    dialogue: int | None = None
    """The number of the one that it came from."""
    rule: Rule | None = None


Question = Asked | OwnerQuestion

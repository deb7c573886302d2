"""A person saves a practice, or no longer keeps it; nobody else learns of it."""

from dataclasses import dataclass

from bot.domain import Practice
from bot.use_cases.adoptions.adopt import published_practice
from bot.use_cases.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePractice:
    """`keep` False takes it out of the reader's saved practices."""

    number: int
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Saved:
    """`just_now` False: it was so before."""

    practice: Practice
    just_now: bool


def save_practice(wish: SavePractice, context: Context) -> Saved:
    """NotFound for a card that the reader may not see."""
    practice = published_practice(wish.number, context)
    user_id, ledger = context.reader.user_id, context.work.practices
    changed = (
        ledger.save_for(user_id, practice.number, context.now)
        if wish.keep
        else ledger.unsave_for(user_id, practice.number)
    )
    return Saved(practice, just_now=changed)

"""Gathers the feed of practices, by the rights that its person has at this moment."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import Practice
from bot.use_cases.context import Context

MOST = 100
"""Readers of feeds keep what they have read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One practice as a feed shows it. People are not named where it leaves the workspace."""

    practice: Practice
    organisation: str
    """"" where the card has none."""

    @property
    def published_at(self) -> datetime:
        return self.practice.settled_at or self.practice.created_at


def practice_feed(context: Context) -> tuple[FeedEntry, ...]:
    """What every person of the roster may see, the newest first."""
    names = context.work.organisations.names()
    return tuple(
        FeedEntry(practice=card, organisation=names.get(card.organisation_id or 0, ""))
        for card in context.work.practices.for_network(context.reader, limit=MOST)
    )

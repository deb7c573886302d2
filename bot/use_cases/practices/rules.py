"""Finds practices: one with its group or its history, and the newest for a feed."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain import Act, Group, NotFound, Practice, may
from bot.domain.reference import PRACTICE, render_reference
from bot.ports.ledgers.books import Event
from bot.use_cases.context import Context


def find_practice(number: int, context: Context) -> Practice:
    """The card; NotFound, in the same words, for one that the reader may not see."""
    practice = context.work.practices.get(context.reader, number)
    if practice is None:
        raise NotFound.reference(render_reference(PRACTICE, number))
    return practice


def group_of(practice: Practice, context: Context) -> Group:
    group = context.work.groups.get(practice.group_id)
    if group is None:
        raise NotFound.reference(practice.reference)
    return group


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
    found = context.work.practices.for_network(context.reader, limit=MOST)
    whose = ((card, names.get(card.organisation_id or 0, "")) for card in found)
    return tuple(FeedEntry(practice=card, organisation=name) for card, name in whose)


_FOR_ALL = frozenset({"published", "edited"})
"""What every reader of a published card is told; its review is between its author and chairs."""


def show_history(number: int, context: Context) -> tuple[Practice, tuple[Event, ...]]:
    """The card and who did what to it when, as far as the reader may know; NotFound as ever."""
    practice = find_practice(number, context)
    events = context.work.journal.events_under(context.reader, practice)
    own, reviews = practice.author == context.reader.user_id, Act.REVIEW_PRACTICE
    if not own and not may(context.reader, reviews, practice.group_id):
        events = tuple(event for event in events if event.did in _FOR_ALL)
    return practice, events

"""Shows practices: the history of one, the newest for a feed, and what those of a group cover."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain import Act, Group, Practice, PracticeStatus, may
from bot.domain.practice import Public
from bot.ports.ledgers.books import Event
from bot.use_cases.context import Context
from bot.use_cases.practices.rules import find_practice
from bot.use_cases.refusals import find_group_for

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCover:
    """One topic, spelled as on its first card; `organisations` are names."""

    topic: str
    practices: int
    publics: Mapping[Public, int]
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Topics with most practices first. `silent`: organisations in the network with none."""

    group: Group
    practices: int
    topics: tuple[TopicCover, ...]
    publics: Mapping[Public, int]
    organisations: Mapping[str, int]
    silent: tuple[str, ...]
    unused: tuple[str, ...]
    """Topics of the chairs' list that no practice has."""

    @property
    def gaps(self) -> tuple[Public, ...]:
        """The people that no practice is for."""
        return tuple(public for public in Public if not self.publics[public])


def gather_coverage(group_id: int, context: Context) -> Coverage:
    """NotAllowed for all but the group's chairs and the secretariat."""
    group = find_group_for(Act.SEE_COVERAGE, group_id, context)
    names = context.work.organisations.names()
    seen = context.work.practices.visible_to(context.reader, group_id=group.id)
    cards = [card for card in seen if card.status is PracticeStatus.PUBLISHED]
    topics: dict[str, list[Practice]] = {}
    spelled: dict[str, str] = {}
    for card in cards:
        for topic in card.topics:
            key = spelled.setdefault(topic.casefold(), topic)
            topics.setdefault(key, []).append(card)
    owned = Counter(card.organisation_id for card in cards)
    by_organisation = {name: owned[id_] for id_, name in names.items()}
    covers = (_cover(topic, found, names) for topic, found in topics.items())
    listed = context.work.practices.topics_of(group.id)
    return Coverage(
        group=group,
        practices=len(cards),
        topics=tuple(sorted(covers, key=lambda one: (-one.practices, one.topic.casefold()))),
        publics=_count_publics(cards),
        organisations={name: number for name, number in by_organisation.items() if number},
        unused=tuple(topic for topic in listed.topics if topic.casefold() not in spelled),
        silent=tuple(name for name, number in by_organisation.items() if not number),
    )


def _cover(topic: str, cards: list[Practice], names: Mapping[int, str]) -> TopicCover:
    whose = {names[c.organisation_id] for c in cards if c.organisation_id is not None}
    bodies = tuple(sorted(whose))
    publics = _count_publics(cards)
    return TopicCover(topic=topic, practices=len(cards), publics=publics, organisations=bodies)


def _count_publics(cards: list[Practice]) -> dict[Public, int]:
    return {public: sum(1 for card in cards if public in card.publics) for public in Public}

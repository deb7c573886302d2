"""What each source of morning items is given, and what it has to offer."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.domain import Group, Owed, Person, Reader
from bot.domain.delivery import Delivery
from bot.domain.dialogue import Rsvp
from bot.domain.group import MorningPart
from bot.domain.morning import LastTold, MorningItem, Topic
from bot.domain.person import zone_of
from bot.domain.zones import to_wall
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import soon_after
from bot.use_cases.terms import chairs_at

LONGEST_LOOK = timedelta(days=21)
"""From a weekly morning before the longest holidays to the end of the day that it asks about."""


def last_due(now: datetime, horizon: timedelta) -> date:
    """A due date after this day is spoken of in no morning up to the horizon, wherever one is."""
    return (now + horizon).date() + LONGEST_LOOK


REMEMBERED = timedelta(days=60)
"""What was told longer ago is told again; longer than from any step to the next."""
NEWS_LASTS = timedelta(days=30)
"""What has come to a person longer ago is no news any more."""


@dataclass(frozen=True)
class Look:
    """One person on one local day, just before their message is sent. `context.reader` must be the
    person's own."""

    person: Person
    context: Context
    today: date

    @property
    def work(self) -> UnitOfWork:
        return self.context.work

    @cached_property
    def _told(self) -> Mapping[tuple[Topic, str], LastTold]:
        since = self.context.now - REMEMBERED
        return self.work.mornings.told_to(self.person.user_id, since=since, before=self.today)

    def last_told(self, reference: str, *topics: Topic) -> LastTold | None:
        """When an earlier morning told them of this subject under one of these topics."""
        found = (self._told.get((topic, reference)) for topic in topics)
        return max((told for told in found if told), key=lambda told: told.at, default=None)

    def last_day(self, reference: str, topic: Topic) -> date | None:
        """The day of that morning."""
        last = self.last_told(reference, topic)
        return last.day if last else None

    @cached_property
    def heard(self) -> Sequence[Delivery]:
        """What was owed to them for as long as anything is news, the latest due first."""
        since = self.context.now - NEWS_LASTS
        return self.work.deliveries.of_recipient(self.person.user_id, since)

    @cached_property
    def naming(self) -> Mapping[int, Sequence[Rsvp]]:
        """Colleagues' answers that name them to come instead, by the dialogue's number."""
        found: dict[int, list[Rsvp]] = {}
        for number, rsvp in self.work.rsvps.naming(self.person.user_id):
            found.setdefault(number, []).append(rsvp)
        return found

    @property
    def local_day(self) -> date:
        """The day of this moment where the person is."""
        return to_wall(self.context.now, zone_of(self.person)).date()

    @cached_property
    def soon(self) -> date:
        """Actions due up to this day are in this morning."""
        return soon_after(self.today, self.person, self.work.holidays)

    @cached_property
    def reader(self) -> Reader:
        """The secretariat is told of its own work only, not of all that it may see."""
        return replace(self.context.reader, secretariat=False)

    def chaired_with(self, part: MorningPart) -> tuple[int, ...]:
        """Ids of the groups that they chair and whose settings have this part of the morning."""
        chaired = self.reader.chaired
        return tuple(g.id for g in self.work.groups.all() if g.id in chaired and part in g.mornings)


@dataclass(frozen=True)
class Horizon:
    """What the mornings up to a horizon are planned from. `people`: those who are planned for,
    where they are few; None for everyone."""

    work: UnitOfWork
    now: datetime
    length: timedelta
    people: Collection[Person] | None

    @cached_property
    def last_due(self) -> date:
        return last_due(self.now, self.length)

    @cached_property
    def user_ids(self) -> Collection[str] | None:
        return None if self.people is None else [person.user_id for person in self.people]

    @cached_property
    def organisation_ids(self) -> Collection[int] | None:
        if self.people is None:
            return None
        return {person.organisation.id for person in self.people if person.organisation}

    def soon(self, person: Person, owed: Owed) -> date:
        """Actions due up to this day are in that morning."""
        return soon_after(date.fromisoformat(owed.occurrence), person, self.work.holidays)

    def last_day(self, person: Person, reference: str, topic: Topic) -> date | None:
        """The day on which an earlier morning told them of this subject under this topic."""
        if person.user_id not in self._told:
            who, since = person.user_id, self.now - REMEMBERED
            told = self.work.mornings.told_to(who, since=since, before=date.max)
            self._told[person.user_id] = told
        last = self._told[person.user_id].get((topic, reference))
        return last.day if last else None

    @cached_property
    def _told(self) -> dict[str, Mapping[tuple[Topic, str], LastTold]]:
        return {}

    def chairs(self, person: Person, group: Group, at: datetime) -> bool:
        """Whether they chair the group on that day of the group's."""
        return person.user_id in chairs_at(group, at, self.work)


Foresight = Callable[[Person, Owed], bool]
"""Whether the person may find an item in this owed morning."""


Foresee = Callable[[Horizon], Foresight]


@dataclass(frozen=True, slots=True)
class Source:
    """Items of one kind. `find` gives those that are told on this day. Each of `foresee` asks the
    ledgers once, however many people and days are planned for. They may say yes too often (who is
    in which channel is not known there). One of them always says yes where `find` would find
    something."""

    find: Callable[[Look], Iterable[MorningItem]]
    foresee: tuple[Foresee, ...]

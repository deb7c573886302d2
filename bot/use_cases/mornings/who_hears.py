"""Who hears of an officer's actions on a day: they themselves, or their deputy while they are away.

What a deputy cannot see stays with the officer, and the chairs find it once in their morning.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.domain import ActionItem, Audience, Decision, Person, Reader, zones
from bot.domain.person import HowOften, absence_at, is_deputy, zone_of
from bot.domain.wording import at_name, spell_day
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class WhoHears:
    """What holds at one aware moment, asked again at each send."""

    work: UnitOfWork
    at: datetime

    def hearer(self, officer: Person) -> Person:
        """Who hears of the officer's actions: the officer, or while they are away the deputy."""
        named = officer.deputy_user_id
        deputy = self.work.people.get(named) if named else None
        instead = (
            deputy is not None
            and absence_at(officer, self.at) is not None
            and is_deputy(deputy, officer)
            and deputy.rhythm is not HowOften.OFF
            and absence_at(deputy, self.at) is None
        )
        return deputy if deputy is not None and instead else officer

    def hears_of(self, person: Person, record: ActionItem | Decision) -> bool:
        """Whether a deputy finds this in their morning: by the channel's last reading. A proposal
        is only for those who may answer it."""
        group = self.work.groups.of_record(record.group_id)
        reading = self.work.channels.get(group.channel_id)
        if reading is None or not reading.readable:
            return False
        lowered = self.work.roles.of_group(group.id).lowered
        narrow = record.audience is Audience.MEMBERS or isinstance(record, Decision)
        kept_from = narrow and person.user_id in lowered
        return person.user_id in reading.members and not kept_from

    def covered_by(self, person: Person) -> Iterator[Person]:
        """Those in whose place this person hears now."""
        return (officer for officer in self.deputised_by(person) if self.hearer(officer) == person)

    def deputised_by(self, person: Person) -> Iterator[Person]:
        """Those whose deputy this person is, wherever they are."""
        return (o for o in self.work.people.with_cover() if is_deputy(person, o))

    def pressing_for(
        self, person: Person, reader: Reader, due_by: date, *, given_since: datetime
    ) -> tuple[tuple[ActionItem, ...], tuple[ActionItem, ...]]:
        """Open actions due by then that this person hears of: their own, also those that were
        given to them since, and those of others."""
        find = self.work.actions.pressing_for
        own = find(reader, owner_user_id=person.user_id, due_by=due_by, given_since=given_since)
        hearer = self.hearer(person)
        if hearer != person:
            own = tuple(action for action in own if not self.hears_of(hearer, action))
        theirs = [officer.user_id for officer in self.covered_by(person)]
        others = (
            action for one in theirs for action in find(reader, owner_user_id=one, due_by=due_by)
        )
        return own, tuple(others)

    def absent_words(self, action: ActionItem) -> str:
        """ "@liam, who is away up to Friday 8 January 2027"; "" for an officer who is there."""
        officer = self.work.people.get(action.owner_user_id or "")
        absence = absence_at(officer, self.at) if officer else None
        if officer is None or absence is None:
            return ""
        who, day = at_name(officer.name), spell_day(absence.last)
        return _("{who}, who is away up to {day}", who=who, day=day)

    def away(self) -> Iterator[Person]:
        """The officers who are away now."""
        return (p for p in self.work.people.with_cover() if absence_at(p, self.at) is not None)

    def uncovered(
        self, reader: Reader, due_by: date
    ) -> Iterator[tuple[ActionItem, Person, datetime]]:
        """Pressing actions that no deputy hears of though the officer is away, and since when. That
        is the last moment at which somebody changed what it takes, or went away."""
        for officer in self.away():
            hearer = self.hearer(officer)
            find = self.work.actions.pressing_for
            for action in find(reader, owner_user_id=officer.user_id, due_by=due_by):
                if hearer == officer or not self.hears_of(hearer, action):
                    yield action, officer, max(self._changes(action, officer))

    def _changes(self, action: ActionItem, officer: Person) -> Iterator[datetime]:
        yield action.changed_at or action.created_at
        deputy = self.work.people.get(officer.deputy_user_id) if officer.deputy_user_id else None
        for person in filter(None, (officer, deputy)):
            if person.cover_changed_at is not None:
                yield person.cover_changed_at
            if absence := absence_at(person, self.at):
                yield zones.resolve(datetime.combine(absence.first, time()), zone_of(person))

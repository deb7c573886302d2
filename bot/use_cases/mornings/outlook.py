"""Predicts what the coming mornings will say; for the planner only, never shown.

It may say yes too often (who is in which channel is not known here, nor what is snoozed): the look
before the send decides. It never says no where a morning message would have something to say.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.domain import zones
from bot.domain.audience import Audience
from bot.domain.delivery import Owed
from bot.domain.dialogue import Dialogue
from bot.domain.group import Appointments, Group, MorningPart
from bot.domain.organisation import OrganisationKind
from bot.domain.person import Person, zone_of
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.schedule_messages import (
    is_week_again,
    last_day_asked,
    named_since,
    soon_after,
    week_overdue_span,
)
from bot.use_cases.mornings.who_hears import WhoHears

_MOST = 200
_WEEK = timedelta(days=7)
_LONGEST_LOOK = timedelta(days=21)
"""From a weekly morning before the longest holidays to the end of the day that it asks about."""


def last_due(now: datetime, horizon: timedelta) -> date:
    """A due date after this day is spoken of in no morning up to the horizon, wherever one is."""
    return (now + horizon).date() + _LONGEST_LOOK


class Outlook:
    """Asks the ledgers once for each thing, however many people and days are planned for.

    `people`: those who are planned for, where they are few; None for everyone.
    """

    def __init__(
        self,
        work: UnitOfWork,
        now: datetime,
        horizon: timedelta,
        people: Collection[Person] | None = None,
    ) -> None:
        self._work = work
        self._now = now
        self._horizon = horizon
        self._people = people

    def concerns(self, person: Person, owed: Owed) -> bool:
        """Whether `person` may have something to read in this morning's message."""
        due_by = soon_after(date.fromisoformat(owed.occurrence), person, self._work.holidays)
        return (
            _is_by(self._first_due_of_officers.get(person.user_id), due_by)
            or self._covers_due(person, owed, due_by)
            or self._shares_due(person, due_by)
            or self._chairs_unowned(person, owed)
            or self._chairs_week_overdue(person, owed)
            or self._chairs_unreviewed(person, owed)
            or self._is_asked(person, owed)
            or self._is_named(person, owed)
        )

    def _covers_due(self, person: Person, owed: Owed, due_by: date) -> bool:
        """As a deputy; or as a chair, of those who are away."""
        cover = WhoHears(self._work, owed.due_at)
        concerned = {*cover.covered_by(person)}
        if person.user_id in self._chairs:
            concerned |= {*cover.away()}
        first, week_ago = self._first_due_of_officers, date.fromisoformat(owed.occurrence) - _WEEK
        return any(_is_by(first.get(o.user_id), due_by) for o in concerned) or any(
            _is_by(first.get(o.user_id), week_ago) for o in cover.deputised_by(person)
        )

    @cached_property
    def _chairs(self) -> frozenset[str]:
        """Everyone who has or had a chair's term in any group."""
        groups = self._work.groups.all()
        terms = (term for group in groups for term in self._work.roles.of_group(group.id).terms)
        return frozenset(term.user_id for term in terms)

    def _shares_due(self, person: Person, due_by: date) -> bool:
        if person.organisation is None:
            return False
        return _is_by(self._first_due_shared.get(person.organisation.id), due_by)

    @cached_property
    def _first_due_of_officers(self) -> Mapping[str, date]:
        covered = [person.user_id for person in self._work.people.with_cover()]
        wanted = None if self._user_ids is None else {*self._user_ids, *covered}
        return self._work.actions.first_due_of_officers(last_due(self._now, self._horizon), wanted)

    @cached_property
    def _first_due_shared(self) -> Mapping[int, date]:
        return self._work.actions.first_due_of_organisations(
            last_due(self._now, self._horizon), self._organisation_ids
        )

    @property
    def _user_ids(self) -> Collection[str] | None:
        return None if self._people is None else [person.user_id for person in self._people]

    @property
    def _organisation_ids(self) -> Collection[int] | None:
        if self._people is None:
            return None
        return {person.organisation.id for person in self._people if person.organisation}

    def _chairs_unowned(self, person: Person, owed: Owed) -> bool:
        return any(
            person.user_id in appointments.chairs_on(_day_in(owed.due_at, group))
            for group, appointments in self._with_unowned
        )

    def _chairs_week_overdue(self, person: Person, owed: Owed) -> bool:
        day = date.fromisoformat(owed.occurrence)
        after, until = week_overdue_span(day, person, self._work.holidays)
        return any(
            after < due_on <= until
            and person.user_id in appointments.chairs_on(_day_in(owed.due_at, group))
            for group, appointments, due_on in self._due_long_ago
        )

    @cached_property
    def _due_long_ago(self) -> tuple[tuple[Group, Appointments, date], ...]:
        """What may become a week overdue up to the horizon, by group and day."""
        until = (self._now + self._horizon).date() - timedelta(days=6)
        after = self._now.date() - 2 * _LONGEST_LOOK
        return tuple(
            (group, self._work.roles.of_group(group.id), due_on)
            for group_id, due_on in self._work.actions.due_days(after, until)
            if (group := self._work.groups.get(group_id)) is not None
            and MorningPart.WEEK_OVERDUE in group.mornings
        )

    def _chairs_unreviewed(self, person: Person, owed: Owed) -> bool:
        day = date.fromisoformat(owed.occurrence)
        return any(
            is_week_again(since, day, person, self._work.holidays)
            and person.user_id in appointments.chairs_on(_day_in(owed.due_at, group))
            for group, appointments, since in self._waiting
        )

    @cached_property
    def _waiting(self) -> tuple[tuple[Group, Appointments, datetime], ...]:
        groups = {group.id: group for group in self._work.groups.all()}
        return tuple(
            (groups[card.group_id], self._work.roles.of_group(card.group_id), card.waits_since)
            for card in self._work.practices.awaiting_review(Reader.system(), groups)
        )

    def _is_asked(self, person: Person, owed: Owed) -> bool:
        """Only people of the roster are asked for answers."""
        if person.organisation is None:
            return False
        today = date.fromisoformat(owed.occurrence)
        last = last_day_asked(today, person, self._work.holidays)
        until = zones.end_of_day(last, zone_of(person))
        return any(
            owed.due_at < dialogue.starts_at < until
            and (dialogue.number, person.user_id) not in self._answered
            and (
                dialogue.audience is not Audience.MEMBERS
                or person.standing is OrganisationKind.MEMBER
            )
            for dialogue in self._coming
        )

    def _is_named(self, person: Person, owed: Owed) -> bool:
        """Whether a colleague has named them to come instead since the morning before."""
        if person.user_id not in self._named:
            return False
        day = date.fromisoformat(owed.occurrence)
        return self._named[person.user_id] >= named_since(day, person, self._work.holidays)

    @cached_property
    def _named(self) -> dict[str, datetime]:
        """When each delegate was last named; answers come the oldest first."""
        found = self._work.rsvps.naming_delegates(self._now - _LONGEST_LOOK)
        return {r.delegate_user_id: r.answered_at for _, r in found if r.delegate_user_id}

    @cached_property
    def _with_unowned(self) -> tuple[tuple[Group, Appointments], ...]:
        found = self._work.actions.groups_with_unowned()
        return tuple(
            (group, self._work.roles.of_group(group.id))
            for group in self._work.groups.all()
            if group.id in found and MorningPart.UNOWNED in group.mornings
        )

    @cached_property
    def _coming(self) -> tuple[Dialogue, ...]:
        everywhere = tuple(group.id for group in self._work.groups.all())
        until = self._now + self._horizon + _LONGEST_LOOK
        return self._work.dialogues.planned_between(
            Reader.system(), everywhere, self._now, until, limit=_MOST
        )

    @cached_property
    def _answered(self) -> frozenset[tuple[int, str]]:
        numbers = [dialogue.number for dialogue in self._coming]
        return self._work.rsvps.who_answered(numbers, self._user_ids)


def _is_by(first: date | None, due_by: date) -> bool:
    return first is not None and first <= due_by


def _day_in(at: datetime, group: Group) -> date:
    return at.astimezone(ZoneInfo(group.zone)).date()

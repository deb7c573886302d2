"""What the coming mornings will probably speak of: for the planner's eyes, never shown.

It may say yes too often (who is in which channel is not known here, nor what is snoozed): the look
before the send decides. It never says no where a morning message would have something to say.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from bot.domain import zones
from bot.domain.action_item import DUE_SOON_DAYS, ActionItem
from bot.domain.audience import Audience
from bot.domain.delivery import Owed
from bot.domain.dialogue import Dialogue
from bot.domain.group import Appointments, Group
from bot.domain.organisation import Kind
from bot.domain.person import Person
from bot.domain.roles import Reader
from bot.ports.ledgers.actions import ActionQuery
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.mornings.belonging import is_shared
from bot.use_cases.mornings.owing import last_day_asked, zone_of

_EVERYTHING = Reader(user_id="", secretariat=True)
_PAGE = 200
_LONGEST_LOOK = timedelta(days=6)
"""From a Friday morning to the end of the Tuesday that it asks about, and more."""


class Outlook:
    """Asks the ledgers once for each thing, however many people are planned for."""

    def __init__(self, work: UnitOfWork, now: datetime, horizon: timedelta) -> None:
        self._work = work
        self._now = now
        self._horizon = horizon
        self._officers: dict[date, frozenset[str]] = {}

    def concerns(self, person: Person, owed: Owed) -> bool:
        """Whether `person` may have something to read in this morning's message."""
        due_by = date.fromisoformat(owed.occurrence) + timedelta(days=DUE_SOON_DAYS)
        return (
            person.user_id in self._officers_with_due(due_by)
            or self._shares_due(person, due_by)
            or self._chairs_unowned(person, owed)
            or self._is_asked(person, owed)
        )

    def _officers_with_due(self, due_by: date) -> frozenset[str]:
        if due_by not in self._officers:
            self._officers[due_by] = self._work.actions.owners_with_due(due_by)
        return self._officers[due_by]

    def _shares_due(self, person: Person, due_by: date) -> bool:
        if person.organisation is None:
            return False
        first = self._first_due_shared.get(person.organisation.id)
        return first is not None and first <= due_by

    @cached_property
    def _first_due_shared(self) -> dict[int, date]:
        """By organisation, the earliest due date of its open actions without an officer."""
        first: dict[int, date] = {}
        for action in self._open_with_date():
            organisation_id = action.owner_organisation_id
            if organisation_id is not None and action.due_on and is_shared(action):
                first.setdefault(organisation_id, action.due_on)
        return first

    def _open_with_date(self) -> Iterator[ActionItem]:
        """The earliest due first, as far as any morning ahead looks."""
        last = (self._now + self._horizon).date() + _LONGEST_LOOK
        query = ActionQuery(group_ids=self._group_ids, now=self._now, limit=_PAGE)
        while True:
            page = self._work.actions.find(_EVERYTHING, query)
            for action in page.items:
                if action.due_on is None or action.due_on > last:
                    return
                yield action
            query = replace(query, offset=query.offset + _PAGE)
            if query.offset >= page.total:
                return

    def _chairs_unowned(self, person: Person, owed: Owed) -> bool:
        return any(
            person.user_id in appointments.chairs_on(_day_in(owed.due_at, group))
            for group, appointments in self._with_unowned
        )

    def _is_asked(self, person: Person, owed: Owed) -> bool:
        """Only people of the roster are asked for answers."""
        if person.organisation is None:
            return False
        last = last_day_asked(date.fromisoformat(owed.occurrence))
        until = zones.end_of_day(last, zone_of(person))
        return any(
            owed.due_at < dialogue.starts_at < until
            and person.user_id not in answered
            and (dialogue.audience is not Audience.MEMBERS or person.standing is Kind.MEMBER)
            for dialogue, answered in self._coming
        )

    @cached_property
    def _groups(self) -> tuple[Group, ...]:
        return self._work.groups.all()

    @property
    def _group_ids(self) -> tuple[int, ...]:
        return tuple(group.id for group in self._groups)

    @cached_property
    def _with_unowned(self) -> tuple[tuple[Group, Appointments], ...]:
        return tuple(
            (group, self._work.roles.of(group.id))
            for group in self._groups
            if self._work.actions.find(
                _EVERYTHING,
                ActionQuery(group_ids=(group.id,), unowned=True, now=self._now, limit=1),
            ).total
        )

    @cached_property
    def _coming(self) -> tuple[tuple[Dialogue, frozenset[str]], ...]:
        until = self._now + self._horizon + _LONGEST_LOOK
        coming = self._work.dialogues.between(
            _EVERYTHING, self._group_ids, self._now, until, limit=_PAGE
        )
        return tuple(
            (dialogue, frozenset(r.user_id for r in self._work.rsvps.of(dialogue.number)))
            for dialogue in coming
        )


def _day_in(at: datetime, group: Group) -> date:
    return at.astimezone(ZoneInfo(group.zone)).date()

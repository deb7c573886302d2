"""Action items."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from bot.domain import ActionItem, Reader
from bot.domain.search_query import SearchQuery
from bot.domain.wording import spell_number
from bot.languages import _
from bot.ports.ledgers.search import Ids, NumberedRecords


class ActionView(StrEnum):
    """Which actions a list shows."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionQuery:
    """`now` decides what is overdue, in each action's own zone; None in a field: any."""

    group_ids: Ids
    view: ActionView = ActionView.OPEN
    owner_user_id: str | None = None
    owner_organisation_id: int | None = None
    passed_on_from: str | None = None
    unowned: bool = False
    """Only those that nobody owns: no officer and no organisation."""
    logged: tuple[datetime, datetime] | None = None
    """Only those logged in this span, its end left out; `settled` likewise."""
    settled: tuple[datetime, datetime] | None = None
    late: tuple[date, date] | None = None
    """Only those that were open after their due day on a day of this span, both days with."""
    words: SearchQuery | None = None
    now: datetime
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class ActionPage:
    """`items` of the page, and how many there are in all; `more`: there are more than `total`."""

    items: tuple[ActionItem, ...]
    total: int
    more: bool = False

    @property
    def counted(self) -> str:
        """ "none", "12", "more than 1,000"."""
        return self.number if self.total else _("none")

    @property
    def number(self) -> str:
        """ "0", "12", "more than 1,000"."""
        if self.more:
            return _("more than {number}", number=spell_number(self.total, grouped=True))
        return str(self.total)


class Actions(NumberedRecords[ActionItem], Protocol):
    def linked(self, reader: Reader, firsts: Ids) -> tuple[ActionItem, ...]:
        """All that are linked to these numbers, which are among them."""

    def find_page(self, reader: Reader, query: ActionQuery) -> ActionPage:
        """Open and overdue: by due date, the undated last; done, all and logged: newest first.
        Counted is up to 1,000 behind the beginning of the page."""

    def first(self, reader: Reader, query: ActionQuery) -> tuple[ActionItem, ...]:
        """The items of `find_page` alone."""

    def count_any(self, reader: Reader, queries: Collection[ActionQuery]) -> int:
        """How many fit at least one of them."""

    def count_by_owner(
        self, reader: Reader, query: ActionQuery
    ) -> Mapping[tuple[int | None, str | None], int]:
        """By (organisation id, None); of those without an organisation by (None, user id)."""

    def count_each_by_owner(
        self, reader: Reader, queries: Sequence[ActionQuery]
    ) -> Mapping[tuple[int | None, str | None], Sequence[int]]:
        """Of several queries, in their order, by (organisation id, officer's user id)."""

    def count_by_week(
        self, reader: Reader, group_id: int, starts: Sequence[datetime]
    ) -> tuple[Sequence[int], Sequence[int]]:
        """How many were logged, and how many settled, from each start to the next; the last of
        `starts` ends the last week."""

    def pressing_for(
        self,
        reader: Reader,
        *,
        due_by: date,
        owner_user_id: str | None = None,
        organisation_id: int | None = None,
        given_since: datetime | None = None,
    ) -> tuple[ActionItem, ...]:
        """The owner's open actions of any group due by that day or given since, earliest first;
        of an organisation those for which it has named no officer."""

    def due_between(
        self, reader: Reader, group_ids: Ids, after: date, until: date
    ) -> tuple[ActionItem, ...]:
        """Their open actions due after the one day and up to the other, earliest first."""

    def open_during(
        self, reader: Reader, group_id: int, start: datetime, end: datetime, *, limit: int
    ) -> tuple[ActionItem, ...]:
        """The group's actions that were open at some moment of this span, by number."""

    def of_dialogue(self, reader: Reader, number: int) -> tuple[ActionItem, ...]:
        """Those that came from it, by number."""

    # For the planner, never shown:

    def first_due_of_officers(
        self, due_by: date, user_ids: Collection[str] | None = None
    ) -> Mapping[str, date]:
        """By owner, the earliest due date of open actions due by that day; None: of everyone."""

    def first_due_of_organisations(
        self, due_by: date, organisation_ids: Ids | None = None
    ) -> Mapping[int, date]:
        """The same by organisation, of actions for which no officer is named yet."""

    def newly_given(self, since: datetime) -> tuple[frozenset[str], frozenset[int]]:
        """Officers who were given an open action since, which no morning has told them yet; and
        organisations that were given one, with no officer named."""

    def groups_with_due(self, after: date, until: date) -> frozenset[int]:
        """Ids of the groups that have an open action due after one day and up to another."""

    def on_date(self, series: Ids, occurrence: date) -> tuple[ActionItem, ...]:
        """Those of these series for one date; nobody's rights are looked at."""

    def recurring(self, due_by: date) -> tuple[ActionItem, ...]:
        """Open actions with a rule that are due by that day, the earliest first."""

    def groups_with_unowned(self) -> frozenset[int]:
        """Ids of the groups that have an open action which is nobody's."""

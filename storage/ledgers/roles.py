"""The ledger of chairs' terms and of people lowered to observer."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import or_, select

from bot.domain.group import Appointments, Term
from storage.ledgers.ledger import Ledger, from_row, own_rows, remember_versioned
from storage.tables import lowered, terms

_HELD = select(terms).where(own_rows(terms)).order_by(terms.c.starts_on, terms.c.user_id)
_LOW = select(lowered.c.group_id, lowered.c.user_id).where(own_rows(lowered))
_NOBODY = Appointments()


class Roles(Ledger):
    """Implements bot.ports.ledgers.groups.Roles."""

    def of_group(self, group_id: int) -> Appointments:
        return self._of_all().get(group_id, _NOBODY)

    @remember_versioned
    def _of_all(self) -> Mapping[int, Appointments]:
        """Of every group in which anybody has a term or is lowered."""
        held: dict[int, list[Term]] = defaultdict(list)
        low: dict[int, set[str]] = defaultdict(set)
        for row in self._ask(_HELD).mappings():
            held[row["group_id"]].append(from_row(Term, row))
        for row in self._ask(_LOW).mappings():
            low[row["group_id"]].add(row["user_id"])
        return {
            group_id: Appointments(terms=tuple(held[group_id]), lowered=frozenset(low[group_id]))
            for group_id in held.keys() | low.keys()
        }

    def appoint_chair(self, group_id: int, term: Term) -> None:
        """A term that begins on the same day as one the person has replaces it."""
        term_of = {"group_id": group_id, "user_id": term.user_id, "starts_on": term.starts_on}
        self._put_or_change(terms, {"ends_on": term.ends_on}, **term_of)

    def end_terms(self, group_id: int, user_id: str, last_day: date) -> bool:
        theirs = (terms.c.group_id == group_id, terms.c.user_id == user_id)
        removed = self._count(self._delete(terms, *theirs, terms.c.starts_on > last_day))
        longer = or_(terms.c.ends_on.is_(None), terms.c.ends_on > last_day)
        ended = self._set(terms, *theirs, longer, ends_on=last_day)
        return removed + ended > 0

    def lower_person(self, group_id: int, user_id: str, *, lowered: bool) -> bool:
        if lowered:
            return self._put_new(_lowered, group_id=group_id, user_id=user_id)
        theirs = (_lowered.c.group_id == group_id, _lowered.c.user_id == user_id)
        return self._count(self._delete(_lowered, *theirs)) > 0


_lowered = lowered

"""The ledger of answers to invitations."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Executable, bindparam, or_, select

from bot.domain.dialogue import Rsvp
from bot.ports.ledgers.search import Ids
from storage.ledgers.ledger import (
    Insert,
    Ledger,
    from_row,
    own_rows,
    remembered_while_reading,
    to_row,
)
from storage.tables import rsvps


class Rsvps(Ledger):
    """Implements bot.ports.ledgers.dialogues.Rsvps."""

    def keep_answer(self, number: int, rsvp: Rsvp) -> bool:
        """The same answer again changes nothing, not even when it was given."""
        values = self._with_workspace({"number": number, **to_row(rsvp)})
        return self._connection.execute(_answered(self._insert(rsvps)), values).rowcount > 0

    def forget_answers(self, number: int) -> int:
        return self._count(self._delete(rsvps, number=number))

    @remembered_while_reading
    def of_dialogue(self, number: int) -> tuple[Rsvp, ...]:
        query = self._select(rsvps, number=number)
        return self._all(Rsvp, query.order_by(rsvps.c.answered_at, rsvps.c.user_id))

    def of_dialogues(self, numbers: Ids) -> tuple[tuple[int, Rsvp], ...]:
        query = self._select(rsvps, rsvps.c.number.in_(numbers))
        rows = self._rows(query.order_by(rsvps.c.number, rsvps.c.user_id))
        return tuple((row["number"], from_row(Rsvp, row)) for row in rows)

    def naming_delegates(self, since: datetime) -> tuple[tuple[int, Rsvp], ...]:
        named = (rsvps.c.delegate_user_id.is_not(None), rsvps.c.answered_at >= since)
        return self._earliest_first(*named)

    def naming(self, user_id: str) -> tuple[tuple[int, Rsvp], ...]:
        return self._earliest_first(rsvps.c.delegate_user_id == user_id)

    def _earliest_first(self, *which: ColumnElement[bool]) -> tuple[tuple[int, Rsvp], ...]:
        query = self._select(rsvps, *which).order_by(rsvps.c.answered_at, rsvps.c.user_id)
        return tuple((row["number"], from_row(Rsvp, row)) for row in self._rows(query))

    def by_person(self, user_id: str, numbers: Ids) -> Mapping[int, Rsvp]:
        found = self._ask(_BY_PERSON, user_id=user_id, numbers=list(numbers)).mappings()
        return {row["number"]: from_row(Rsvp, row) for row in found}

    def who_answered(
        self, numbers: Ids, user_ids: Collection[str] | None = None
    ) -> frozenset[tuple[int, str]]:
        if user_ids is None:
            found = self._ask(_WHO_ANSWERED, numbers=list(numbers))
        else:
            asked = {"numbers": list(numbers), "user_ids": list(user_ids)}
            found = self._ask(_WHO_OF_SOME_ANSWERED, **asked)
        return frozenset((row.number, row.user_id) for row in found)


_BY_PERSON = select(rsvps).where(
    own_rows(rsvps),
    rsvps.c.user_id == bindparam("user_id"),
    rsvps.c.number.in_(bindparam("numbers", expanding=True)),
)
_WHO_ANSWERED = select(rsvps.c.number, rsvps.c.user_id).where(
    own_rows(rsvps), rsvps.c.number.in_(bindparam("numbers", expanding=True))
)
_WHO_OF_SOME_ANSWERED = _WHO_ANSWERED.where(
    rsvps.c.user_id.in_(bindparam("user_ids", expanding=True))
)


@cache
def _answered(insert: Insert) -> Executable:
    said = ("answer", "organisation_id", "delegate_user_id", "answered_at")
    answered = insert.on_conflict_do_update(
        index_elements=list(rsvps.primary_key),
        set_={name: insert.excluded[name] for name in said},
        where=or_(
            rsvps.c.answer != insert.excluded.answer,
            rsvps.c.delegate_user_id.is_distinct_from(insert.excluded.delegate_user_id),
        ),
    )
    counting: Executable = answered.execution_options(preserve_rowcount=True)
    return counting

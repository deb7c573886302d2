"""The ledger of what can still be undone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import RowMapping

from bot.domain.undo import UndoStep
from storage.ledgers.ledger import Ledger
from storage.tables import steps


class Steps(Ledger):
    """Implements bot.ports.ledgers.steps.Steps."""

    def keep(self, step: UndoStep) -> int:
        content = _json().dump_json(step).decode()
        values = self._with_workspace({"who": step.who, "at": step.at, "content": content})
        insert = self._insert(steps).values(**values).returning(steps.c.id)
        kept: int = self._connection.execute(insert).scalar_one()
        return kept

    def get(self, user_id: str, step_id: int) -> UndoStep | None:
        query = self._select(steps, id=step_id, who=user_id)
        row = self._rows(query).first()
        return None if row is None else _step(row)

    def done_since(self, user_id: str, since: datetime) -> Sequence[UndoStep]:
        recent = (steps.c.who == user_id, steps.c.at >= since, steps.c.undone_at.is_(None))
        query = self._select(steps, *recent).order_by(steps.c.at.desc(), steps.c.id.desc())
        return [_step(row) for row in self._rows(query)]

    def note_undone(self, step_id: int, now: datetime) -> None:
        self._set(steps, steps.c.id == step_id, undone_at=now)

    def forget_before(self, moment: datetime) -> int:
        return self._count(self._delete(steps, steps.c.at < moment))


@cache
def _json() -> TypeAdapter[UndoStep]:
    """Made when it is first needed: that takes a while."""
    return TypeAdapter(UndoStep)


def _step(row: RowMapping) -> UndoStep:
    kept = _json().validate_json(row["content"])
    return replace(kept, id=row["id"], undone_at=row["undone_at"])

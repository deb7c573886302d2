"""The ledger of dialogues."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from bot.domain.dialogue import Dialogue, DialogueStatus
from bot.domain.roles import Reader
from storage.ledger import Ledger, to_row
from storage.tables import dialogues
from storage.visibility import visible_to


class Dialogues(Ledger):
    """Implements bot.ports.ledgers.dialogues.Dialogues."""

    def add(self, dialogue: Dialogue) -> None:
        self._put(dialogues, **_row(dialogue))

    def change(self, dialogue: Dialogue) -> None:
        self._set(dialogues, dialogues.c.number == dialogue.number, **_row(dialogue))

    def get(self, reader: Reader, number: int) -> Dialogue | None:
        return self._one(Dialogue, self._visible(reader).where(dialogues.c.number == number))

    def between(
        self,
        reader: Reader,
        group_ids: Collection[int],
        start: datetime,
        end: datetime,
        *,
        limit: int = 50,
    ) -> tuple[Dialogue, ...]:
        query = self._visible(reader).where(
            dialogues.c.group_id.in_(group_ids),
            dialogues.c.status == DialogueStatus.PLANNED,
            dialogues.c.ends_at > start,
            dialogues.c.starts_at < end,
        )
        return self._all(Dialogue, query.order_by(*_SOONEST).limit(limit))

    def changed_between(
        self, reader: Reader, group_ids: Collection[int], start: datetime, end: datetime
    ) -> tuple[Dialogue, ...]:
        """`end` itself is not in the span."""
        query = self._visible(reader).where(
            dialogues.c.group_id.in_(group_ids),
            dialogues.c.starts_at >= start,
            dialogues.c.starts_at < end,
        )
        return self._all(Dialogue, query.order_by(*_SOONEST))

    def just_scheduled(
        self, created_by: str, group_id: int, title: str, since: datetime
    ) -> Dialogue | None:
        """Planned ones only: what was cancelled since may well be scheduled again."""
        query = self._select(
            dialogues,
            dialogues.c.created_by == created_by,
            dialogues.c.group_id == group_id,
            dialogues.c.title == title,
            dialogues.c.created_at >= since,
            dialogues.c.status == DialogueStatus.PLANNED,
        )
        return self._one(Dialogue, query.order_by(dialogues.c.number.desc()).limit(1))

    def _visible(self, reader: Reader) -> Select[Any]:
        return self._select(dialogues, visible_to(reader, dialogues))


_SOONEST = (dialogues.c.starts_at, dialogues.c.number)


def _row(dialogue: Dialogue) -> dict[str, Any]:
    return {**to_row(dialogue), "ends_at": dialogue.ends_at}

"""The ledger of what dialogues have cost organisations."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, exists, func, select

from bot.domain import Dialogue, Reader
from bot.domain.dialogue import DialogueStatus
from bot.domain.fairness import Charge
from bot.ports.ledgers.search import Ids
from storage.ledgers.ledger import Ledger, same_number, to_row
from storage.ledgers.visibility import visible_to
from storage.tables import dialogues, fairness_charges


class Charges(Ledger):
    """Implements bot.ports.ledgers.dialogues.Charges."""

    def keep_charges(self, charges: Collection[Charge]) -> int:
        return sum(self._put_new(fairness_charges, **to_row(charge)) for charge in charges)

    def take_back(self, number: int) -> int:
        return self._count(self._delete(fairness_charges, number=number))

    def not_yet_charged(
        self, group_ids: Ids, since: datetime, now: datetime
    ) -> tuple[Dialogue, ...]:
        query = self._select(
            dialogues,
            dialogues.c.group_id.in_(group_ids),
            dialogues.c.starts_at > since - _LONGEST,  # for the index; `ends_at` decides
            dialogues.c.starts_at < now,
            dialogues.c.ends_at > since,
            dialogues.c.ends_at <= now,
            ~exists().where(_SAME_DIALOGUE),
            status=DialogueStatus.PLANNED,
        )
        return self._all(Dialogue, query.order_by(dialogues.c.number))

    def points_of_year(self, reader: Reader, group_id: int, year: int) -> Mapping[int, int]:
        organisation, points = fairness_charges.c.organisation_id, fairness_charges.c.points
        query = self._charged(reader, group_id, organisation, func.sum(points))
        query = query.where(fairness_charges.c.year == year).group_by(organisation)
        return {body: int(total) for body, total in self._connection.execute(query)}

    def of_year(self, reader: Reader, group_id: int, year: int) -> tuple[Charge, ...]:
        query = self._charged(reader, group_id, fairness_charges)
        query = query.where(fairness_charges.c.year == year)
        ordered = query.order_by(fairness_charges.c.number, fairness_charges.c.organisation_id)
        return self._all(Charge, ordered)

    def years_charged(self, reader: Reader, group_id: int) -> tuple[int, ...]:
        query = self._charged(reader, group_id, fairness_charges.c.year).distinct()
        return tuple(self._connection.scalars(query.order_by(fairness_charges.c.year)))

    def _charged(self, reader: Reader, group_id: int, *what: Any) -> Select[Any]:
        """Of a group's rows whose dialogue the reader may see."""
        query = select(*what).join(dialogues, _SAME_DIALOGUE)
        in_group = fairness_charges.c.group_id == group_id
        return query.where(self._own(fairness_charges), in_group, visible_to(reader, dialogues))


_LONGEST = timedelta(days=1)
"""The longest dialogue."""
_SAME_DIALOGUE = same_number(dialogues, fairness_charges)

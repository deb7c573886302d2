"""The ledger of working groups."""

from sqlalchemy import select

from bot.domain import Group
from storage.ledgers.ledger import Ledger, from_row, own_rows, remember_versioned, to_row
from storage.tables import groups
from storage.tables.types import folded_text

_ALL = select(groups).where(own_rows(groups))


class Groups(Ledger):
    """Implements bot.ports.ledgers.groups.Groups."""

    def add(self, group: Group) -> Group:
        """IntegrityError where the channel has a group already."""
        return from_row(Group, self._put_numbered(groups, **to_row(group)))

    def change(self, group: Group) -> None:
        self._set(groups, groups.c.id == group.id, **to_row(group))

    def get(self, group_id: int) -> Group | None:
        return next((group for group in self.all() if group.id == group_id), None)

    def by_channel(self, channel_id: str) -> Group | None:
        return next((group for group in self.all() if group.channel_id == channel_id), None)

    @remember_versioned
    def all(self) -> tuple[Group, ...]:
        found = (from_row(Group, row) for row in self._ask(_ALL).mappings())
        return tuple(sorted(found, key=lambda group: (folded_text(group.name), group.id)))

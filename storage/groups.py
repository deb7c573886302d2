"""The ledger of working groups."""

from bot.domain.group import Group
from storage.ledger import Ledger, from_row, to_row
from storage.tables import groups
from storage.text import folded


class Groups(Ledger):
    """Implements bot.ports.ledgers.groups.Groups."""

    def add(self, group: Group) -> Group:
        """IntegrityError where the channel has a group already."""
        values = self._with_workspace(to_row(group))
        del values["id"]
        insert = self._insert(groups).values(**values).returning(*groups.c)
        return from_row(Group, self._rows(insert).one())

    def change(self, group: Group) -> None:
        self._set(groups, groups.c.id == group.id, **to_row(group))

    def get(self, group_id: int) -> Group | None:
        return self._one(Group, self._select(groups, groups.c.id == group_id))

    def by_channel(self, channel_id: str) -> Group | None:
        return self._one(Group, self._select(groups, groups.c.channel_id == channel_id))

    def all(self) -> tuple[Group, ...]:
        found = self._all(Group, self._select(groups))
        return tuple(sorted(found, key=lambda group: (folded(group.name), group.id)))

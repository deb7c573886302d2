"""The ledgers of private addresses: of calendars, and of the practices' feed."""

from sqlalchemy import select

from bot.domain.calendar import CalendarAddress
from storage.ledgers.ledger import Ledger, from_row, to_row
from storage.tables import calendars, feeds


class Calendars(Ledger):
    """Implements bot.ports.ledgers.calendars.Calendars."""

    _table = calendars

    def of_person(self, user_id: str) -> CalendarAddress | None:
        query = self._select(self._table, user_id=user_id)
        return self._one(CalendarAddress, query)

    def keep_address(self, address: CalendarAddress) -> None:
        if address.workspace_id != self._workspace_id:
            raise ValueError("an address is kept in its own workspace")
        self._count(self._delete(self._table, user_id=address.user_id))
        self._put(self._table, **to_row(address))

    def revoke_of(self, user_id: str) -> bool:
        return self._count(self._delete(self._table, user_id=user_id)) > 0

    def behind_secret(self, secret_hash: str) -> CalendarAddress | None:
        """Spans the workspaces: the secret alone names the person."""
        found = select(self._table).where(self._table.c.secret_hash == secret_hash)
        row = self._rows(found).first()
        return None if row is None else from_row(CalendarAddress, row)


class Feeds(Calendars):
    """The same for the addresses at which practices are read."""

    _table = feeds

"""The ledger of opened Home tabs."""

from datetime import datetime

from bot.domain.home import OpenHome
from storage.ledgers.ledger import Ledger
from storage.tables import homes


class Homes(Ledger):
    """Implements bot.ports.ledgers.homes.Homes."""

    def note_opened(self, user_id: str, now: datetime) -> None:
        if not self._put_new(homes, user_id=user_id, opened_at=now):
            self._set(homes, homes.c.user_id == user_id, opened_at=now, shows=None)

    def open_since(self, moment: datetime) -> tuple[OpenHome, ...]:
        query = self._select(homes, homes.c.opened_at >= moment)
        return self._all(OpenHome, query.order_by(homes.c.user_id))

    def left_since(self, moment: datetime, *, shows: str) -> tuple[OpenHome, ...]:
        other = homes.c.shows.is_distinct_from(shows)
        return self._all(OpenHome, self._select(homes, homes.c.opened_at < moment, other))

    def get(self, user_id: str) -> OpenHome | None:
        return self._one(OpenHome, self._select(homes, user_id=user_id))

    def note_shown(self, before: OpenHome, *, shows: str, published: str | None) -> None:
        theirs = homes.c.user_id == before.user_id
        same = homes.c.hash.is_not_distinct_from(before.hash)
        if not self._set(homes, theirs, same, shows=shows, hash=published):
            self._set(homes, theirs, shows=None)

"""The ledger of channels and people that cannot be reached."""

from datetime import datetime

from storage.ledger import Ledger
from storage.tables import blocked_recipients
from storage.waking import announce_now


class Recipients(Ledger):
    """Implements bot.ports.ledgers.deliveries.Recipients."""

    def block(self, recipient: str, *, error: str, now: datetime) -> bool:
        """The first error stands."""
        return self._put_new(blocked_recipients, recipient=recipient, error=error, blocked_at=now)

    def unblock(self, recipient: str) -> bool:
        same = blocked_recipients.c.recipient == recipient
        was_blocked = self._count(self._delete(blocked_recipients, same)) > 0
        if was_blocked:
            announce_now(self._connection)
        return was_blocked

    def blocked(self) -> dict[str, str]:
        rows = self._connection.execute(self._select(blocked_recipients))
        return {row.recipient: row.error for row in rows}

    def trouble(self, recipient: str) -> tuple[str, datetime] | None:
        query = self._select(blocked_recipients, blocked_recipients.c.recipient == recipient)
        row = self._connection.execute(query).first()
        return None if row is None else (row.error, row.blocked_at)

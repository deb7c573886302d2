"""The ledger of channels and people that cannot be reached."""

from datetime import datetime

from storage.ledger import Ledger
from storage.tables import blocked_recipients


class Recipients(Ledger):
    """Implements bot.ports.ledgers.deliveries.Recipients."""

    def block(self, recipient: str, *, error: str, now: datetime) -> bool:
        """The first error stands."""
        return self._put_new(blocked_recipients, recipient=recipient, error=error, blocked_at=now)

    def unblock(self, recipient: str) -> bool:
        same = blocked_recipients.c.recipient == recipient
        return self._count(self._delete(blocked_recipients, same)) > 0

    def blocked(self) -> dict[str, str]:
        rows = self._connection.execute(self._select(blocked_recipients))
        return {row.recipient: row.error for row in rows}

"""The ledger of channels and people that cannot be reached."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.domain.delivery import FIRST_PROBE, BlockedRecipient, pause_before_probe
from storage.database.notify import announce_now
from storage.ledgers.ledger import Ledger, remember_versioned
from storage.tables import blocked_recipients


class Recipients(Ledger):
    """Implements bot.ports.ledgers.deliveries.Recipients."""

    def block(
        self,
        recipient: str,
        *,
        error: str,
        now: datetime,
        first: timedelta = FIRST_PROBE,
        jitter: float = 1.0,
    ) -> bool:
        """What was under way when the probe was refused, or before it was due, is no probe."""
        known = self.block_of(recipient)
        probes = 0 if known is None else known.probes + 1
        probe_at = now + pause_before_probe(probes, jitter, first=first)
        said = {"error": error, "probes": probes, "probe_at": probe_at}
        if known is None:
            self._put(blocked_recipients, recipient=recipient, blocked_at=now, **said)
        elif known.probe_at <= now:
            self._set(blocked_recipients, blocked_recipients.c.recipient == recipient, **said)
        return known is None

    def probe_now(self, recipient: str, now: datetime) -> bool:
        waits = (blocked_recipients.c.recipient == recipient, blocked_recipients.c.probe_at > now)
        earlier = self._set(blocked_recipients, *waits, probe_at=now) > 0
        if earlier:
            announce_now(self._connection)
        return earlier

    def unblock(self, recipient: str) -> bool:
        same = blocked_recipients.c.recipient == recipient
        was_blocked = self._count(self._delete(blocked_recipients, same)) > 0
        if was_blocked:
            announce_now(self._connection)
        return was_blocked

    @remember_versioned
    def errors_of_blocked(self) -> Mapping[str, str]:
        rows = self._connection.execute(self._select(blocked_recipients))
        return MappingProxyType({row.recipient: row.error for row in rows})

    def block_of(self, recipient: str) -> BlockedRecipient | None:
        return self._one(BlockedRecipient, self._select(blocked_recipients, recipient=recipient))

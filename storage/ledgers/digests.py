"""The ledger of held postings of a weekly digest."""

from bot.domain.digest import DigestHold
from storage.ledgers.ledger import Ledger, to_row
from storage.tables import digest_holds


class DigestHolds(Ledger):
    """Implements bot.ports.ledgers.digests.DigestHolds."""

    def get(self, group_id: int, occurrence: str, revision: int) -> DigestHold | None:
        posting = (
            digest_holds.c.group_id == group_id,
            digest_holds.c.occurrence == occurrence,
            digest_holds.c.revision == revision,
        )
        return self._one(DigestHold, self._select(digest_holds, *posting))

    def add(self, hold: DigestHold) -> None:
        self._put_new(digest_holds, **to_row(hold))

"""Digests as they were posted, which are held; and what morning messages have told."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.domain import Audience, Reader
from bot.domain.digest import Digest, DigestHold, KeptDigest
from bot.domain.morning import LastTold, Topic
from bot.ports.ledgers.search import Ids


class DigestHolds(Protocol):
    def get(self, group_id: int, occurrence: str, revision: int) -> DigestHold | None:
        """The hold of one posting; None while it is not held."""

    def add(self, hold: DigestHold) -> None:
        """The first hold of a posting stays."""

    def change(self, hold: DigestHold) -> None: ...


class Digests(Protocol):
    """A digest counts as posted once its delivery is sent. Reading methods leave out, in SQL,
    digests that are not the reader's to see, and records in them that are not any more."""

    def keep(
        self,
        digest: Digest,
        *,
        group_id: int,
        delivery_id: int,
        audience: Audience,
        picture: str | None,
    ) -> None:
        """By its number; what the same delivery kept before an earlier try is replaced."""

    def of_delivery(self, delivery_id: int) -> KeptDigest | None:
        """What this delivery posts or has posted, whole: for Convenor itself."""

    def get(self, reader: Reader, number: int) -> KeptDigest | None: ...

    def limited(self, reader: Reader, digest: Digest) -> Digest:
        """The digest without the records that the reader may not see."""

    def find_page(
        self, reader: Reader, group_ids: Ids, words: str = "", *, limit: int = 10, offset: int = 0
    ) -> tuple[tuple[KeptDigest, ...], int]:
        """Posted digests in which every word occurs, the newest first, and how many in all."""

    # For Convenor itself:

    def last_posted(self, group_id: int) -> tuple[int, datetime] | None:
        """The number of the group's last posted digest (0: from before they had numbers) and the
        moment that it covers until."""

    def is_in_doubt(self, group_id: int) -> bool:
        """Whether one may be posted, and is being looked for."""


class Mornings(Protocol):
    """An item is called by its topic and its subject's reference ("A12")."""

    def keep(
        self, delivery_id: int, items: Collection[tuple[Topic, str]], told_at: datetime
    ) -> None:
        """What this delivery is about to tell, in place of what an earlier try of it would have."""

    def shown_in(self, delivery_id: int) -> Sequence[tuple[Topic, str]]:
        """In no order."""

    def told_to(
        self, user_id: str, *, since: datetime, before: date
    ) -> Mapping[tuple[Topic, str], LastTold]:
        """When each was told to this person last, in mornings due since then of earlier days."""

    def have_redrawn(
        self, reference: str, since: datetime, *, recipient: str | None = None
    ) -> None:
        """Mark stale the mornings due since then that show this subject; None: to anybody."""

"""A Home tab that somebody has opened."""

from dataclasses import dataclass
from datetime import datetime, timedelta

STAYS_OPEN = timedelta(hours=8)
"""Nobody tells us that a Home tab was closed: it is kept true for a working day after it was
opened, then emptied: nobody would see to what it still shows. Opened again, it is always published
again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHome:
    """`shows`: a mark of what was published last; None: it must be published, whatever it is.

    `hash`: the platform's mark of that publication, which it wants back with the next one.
    """

    user_id: str
    opened_at: datetime
    shows: str | None = None
    hash: str | None = None

"""Who uses a good practice: organisations, each with a note, and since when."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.audience import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """One organisation uses one practice: from `adopted_at` on, until `ended_at` if it is set."""

    number: int
    organisation_id: int
    note: str | None = None
    audience: Audience
    """The practice's when this was recorded; it stays, as that of any entry under a record."""
    adopted_by: str
    adopted_at: datetime
    ended_at: datetime | None = None
    told_on: date | None = None
    """The author's local date on which they hear of it; None: they are not told."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How many organisations use a practice, and in how many countries they are."""

    organisations: int = 0
    countries: int = 0


NO_USE = Usage()

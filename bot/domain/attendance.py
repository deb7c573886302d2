"""Who was there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person who took part, and the organisation they spoke for then."""

    user_id: str
    organisation_id: int | None

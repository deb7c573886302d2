"""Who was there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person who took part, and the organisation they spoke for then."""

    user_id: str
    organisation_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Who was there by name, and of how many organisations."""

    names: tuple[str, ...]
    organisations: int

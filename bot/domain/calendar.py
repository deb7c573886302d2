"""A person's private addresses; Convenor keeps the hash and not the secret."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


class AddressOf(StrEnum):
    """What is read at a private address; the value is what the journal calls it."""

    CALENDAR = "calendar address"
    PRACTICES = "practices address"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAddress:
    """Whoever knows the secret reads what this person may, until they ask for a new one."""

    workspace_id: str
    user_id: str
    secret_hash: str
    """As `hash_of` makes it."""
    created_at: datetime


def hash_of(secret: str) -> str:
    """SHA-256, 64 hex digits. A slow hash would add nothing: nobody can try 256 random bits."""
    return sha256(secret.encode()).hexdigest()

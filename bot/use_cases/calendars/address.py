"""A person's private calendar address: made at first asking, renewed, switched off.

Whoever knows it reads the calendar, so it is as long as a key, and never guessed. What it shows is
decided at each reading; having one gives nobody a right.
"""

from base64 import urlsafe_b64encode
from datetime import datetime

from bot.domain.calendar import CalendarAddress
from bot.ports.unit_of_work import UnitOfWork

RANDOM_BYTES = 32
"""256 bits: nobody finds one by trying."""


def address_of(
    user_id: str, *, randomness: bytes, work: UnitOfWork, now: datetime
) -> CalendarAddress:
    """The person's address; a new one of `randomness` (32 bytes) where they have none yet."""
    kept = work.calendars.of(user_id)
    return kept or _made(user_id, "made a calendar address", randomness, work, now)


def renew(user_id: str, *, randomness: bytes, work: UnitOfWork, now: datetime) -> CalendarAddress:
    """A new address; the old one opens nothing from now on."""
    return _made(user_id, "renewed the calendar address", randomness, work, now)


def revoke(user_id: str, *, work: UnitOfWork, now: datetime) -> bool:
    """Switch it off; whether there was one."""
    was_there = work.calendars.revoke(user_id)
    if was_there:
        work.journal.record(user_id, "switched off the calendar address", user_id, now)
    return was_there


def _made(
    user_id: str, did: str, randomness: bytes, work: UnitOfWork, now: datetime
) -> CalendarAddress:
    if len(randomness) < RANDOM_BYTES:
        raise ValueError(f"{len(randomness)} random bytes are too few for an address")
    address = CalendarAddress(
        workspace_id=work.workspace_id,
        user_id=user_id,
        secret=urlsafe_b64encode(randomness).rstrip(b"=").decode(),
        created_at=now,
    )
    work.calendars.keep(address)
    work.journal.record(user_id, did, user_id, now)
    return address

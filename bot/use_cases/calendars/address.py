"""A person's private addresses, of a calendar or a feed: made, renewed, switched off.

Whoever knows one reads what is there, so it is as long as a key, it is told once, and only its hash
is kept. What it shows is decided at each reading; having one gives nobody a right.
"""

from base64 import urlsafe_b64encode
from datetime import datetime

from bot.ports.ledgers.personal import AddressOf, CalendarAddress, Calendars, hash_of
from bot.ports.unit_of_work import UnitOfWork

RANDOM_BYTES = 32
"""256 bits: nobody finds one by trying."""


def addresses(of: AddressOf, work: UnitOfWork) -> Calendars:
    """The ledger of these addresses."""
    return work.calendars if of is AddressOf.CALENDAR else work.feeds


def make_address(
    user_id: str,
    *,
    randomness: bytes,
    work: UnitOfWork,
    now: datetime,
    of: AddressOf = AddressOf.CALENDAR,
) -> str:
    """The secret of a new address, of 32 random bytes; an old address opens nothing from now on.

    This is the only time that anybody can be told the secret.
    """
    if len(randomness) < RANDOM_BYTES:
        raise ValueError(f"{len(randomness)} random bytes are too few for an address")
    secret = urlsafe_b64encode(randomness).rstrip(b"=").decode()
    did = "renewed the" if addresses(of, work).of_person(user_id) else "made a"
    address = CalendarAddress(
        workspace_id=work.workspace_id, user_id=user_id, secret_hash=hash_of(secret), created_at=now
    )
    addresses(of, work).keep_address(address)
    work.journal.record(user_id, f"{did} {of.value}", user_id, now)
    return secret


def revoke_address(
    user_id: str, *, work: UnitOfWork, now: datetime, of: AddressOf = AddressOf.CALENDAR
) -> bool:
    """Switch it off; whether there was one."""
    was_there = addresses(of, work).revoke_of(user_id)
    if was_there:
        work.journal.record(user_id, f"switched off the {of.value}", user_id, now)
    return was_there

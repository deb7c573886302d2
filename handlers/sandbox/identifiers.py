"""Identifiers that look like Slack's and are never given twice."""

import secrets
import string

from handlers.sandbox.store import Store

ALPHABET = string.digits + string.ascii_uppercase


class Identifiers:
    """Counts up in the store, so that a restart repeats nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._count = int(store.load("settings").get("identifiers", 0))

    def new(self, prefix: str) -> str:
        """A new id of eleven characters, for instance `D0SBX00002A`."""
        self._count += 1
        self._store.save("settings", "identifiers", self._count)
        return f"{prefix}0SBX" + _in_base_36(self._count).rjust(6, "0")


def unguessable(length: int = 24) -> str:
    """A random part for addresses and hashes that only their receiver should know."""
    return secrets.token_hex((length + 1) // 2)[:length]


def random_id() -> str:
    """A short random name, as Slack gives to blocks and actions that came without one."""
    letters = string.ascii_letters + string.digits
    return "".join(secrets.choice(letters) for _ in range(5))


def _in_base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = ALPHABET[digit] + digits
    return digits or "0"

"""Writers of one workspace take turns, on PostgreSQL too."""

import zlib
from collections.abc import Iterable

from sqlalchemy import Connection, text

_LOCKS = 0x434F4E56  # our number space among a server's advisory locks


def take_turns(connection: Connection, workspace_ids: Iterable[str]) -> None:
    """Let one workspace's writes come one after another, as SQLite's one writer does.

    On PostgreSQL a lock for each workspace until the transaction ends, so that what a use case
    has read is still so when it writes; in one order, so that two groups never wait in a ring.
    """
    if connection.dialect.name == "sqlite":
        return
    numbers = {zlib.crc32(workspace_id.encode()) - 2**31 for workspace_id in workspace_ids}
    for number in sorted(numbers):
        connection.execute(_LOCK, {"space": _LOCKS, "number": number})


_LOCK = text("SELECT pg_advisory_xact_lock(:space, :number)")

"""Workers wake each other: PostgreSQL's NOTIFY at commit, and one connection that listens."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import URL, Connection, text

log = logging.getLogger(__name__)

CHANNEL = "convenor_due"
_SOON = timedelta(seconds=15)
"""What is due later is found by the poll of every worker in time."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_NOTIFY = text(f"NOTIFY {CHANNEL}")


def announce_due(connection: Connection, due_at: datetime, now: datetime) -> None:
    """Wake every listening worker once this transaction has committed, if `due_at` is near."""
    if due_at <= now + _SOON:
        announce_now(connection)


def announce_now(connection: Connection) -> None:
    """The same for what is due at once. SQLite has no such thing: its workers poll."""
    if connection.dialect.name == "postgresql":
        connection.execute(_NOTIFY)


async def listen_for_due(address: URL, wake: Callable[[], None]) -> None:
    """Call `wake` for each announcement until cancelled; connects again by itself. Also after each
    connecting, since what was announced before was not heard."""
    import psycopg  # only here: with SQLite the driver is never loaded

    conninfo = address.set(drivername="postgresql").render_as_string(hide_password=False)
    pause = _FIRST_PAUSE
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(
                conninfo,
                autocommit=True,
                connect_timeout=10,
                keepalives_idle=30,
                keepalives_interval=10,
                keepalives_count=3,
                application_name="convenor-wake",
            )
            async with connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                pause = _FIRST_PAUSE
                wake()
                async for _ in connection.notifies():
                    wake()
        except psycopg.Error as error:
            log.warning("not_listening", extra={"error": type(error).__name__, "seconds": pause})
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)

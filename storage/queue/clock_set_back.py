"""Shortens waits that only a clock which ran ahead can have set."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, case, or_, update

from bot.domain.delivery import State, longest_before_probe
from storage.tables import blocked_recipients, deliveries, workspaces
from storage.tables.deliveries import IS_SENDING, IS_STALE, IS_UNCERTAIN


def shorten_waits(
    connection: Connection, now: datetime, *, longest: timedelta, lease: timedelta
) -> int:
    """See bot.ports.ledgers.deliveries.Queue.shorten_waits."""
    limit = now + longest
    row = deliveries.c
    too_long = row.next_at > limit
    due_or_now = case((row.due_at > now, row.due_at), else_=now)
    # Asked by the attempt, which such a wait began with: what waits for its day is never walked.
    put_off = (row.state == State.OWED, row.attempted_at > now, too_long)
    sought = (IS_UNCERTAIN, or_(too_long, row.attempted_at > limit))
    held = (IS_SENDING, row.lease_until > limit)
    changes = (
        update(deliveries).where(*put_off).values(next_at=due_or_now),
        # Slack may still post what was attempted just now, so certainty counts from now as well.
        update(deliveries).where(*sought).values(next_at=now, attempted_at=now),
        update(deliveries).where(*held).values(lease_until=now + lease),
        update(deliveries).where(IS_STALE, too_long).values(next_at=now),
        update(workspaces).where(workspaces.c.paused_until > limit).values(paused_until=now),
        update(blocked_recipients)
        .where(blocked_recipients.c.probe_at > now + longest_before_probe())
        .values(probe_at=now),
    )
    return sum(connection.execute(change).rowcount for change in changes)

"""Whether a message came late, and whether its channel was to blame."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from bot.domain import Group, MessageKind
from bot.domain.delivery import LATE_AFTER, Delivery, State, SubjectType
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.deliveries.blocking import read_episode
from bot.use_cases.drift.unreadable import closed_since


def sent_at(delivery: Delivery) -> datetime | None:
    """When the platform had the message: its own stamp; else when we heard that it was sent."""
    if delivery.state is not State.SENT or delivery.settled_at is None:
        return None
    try:
        stamp = datetime.fromtimestamp(float(delivery.posted_ts or ""), UTC)
    except (ValueError, OverflowError, OSError):
        return delivery.settled_at
    return stamp if delivery.created_at <= stamp <= delivery.settled_at else delivery.settled_at


def came_late(delivery: Delivery) -> bool:
    """Whether it was sent so long after it was due that the message itself says so."""
    at = sent_at(delivery)
    return at is not None and at - delivery.due_at > LATE_AFTER


def closings_of_channel(group: Group, work: UnitOfWork) -> frozenset[datetime]:
    """When the group's channel was found closed, as its chairs were told each time."""
    about = SubjectType.GROUP, str(group.id)
    refused = map(read_episode, work.deliveries.posted_about(*about, MessageKind.BLOCKED))
    moments = [moment for channel, moment in refused if channel == group.channel_id and moment]
    moments += map(closed_since, work.deliveries.posted_about(*about, MessageKind.UNREADABLE))
    return frozenset(datetime.fromisoformat(moment) for moment in moments)


def late_since_closed(
    delivery: Delivery, closed: Collection[datetime], others: Iterable[Delivery]
) -> bool:
    """Whether it came late because its channel was closed when it was due.

    `closed`: moments of `closings`; `others`: what the channel got. Had anything got through
    between the last closing and the due moment, the channel was open again by then.
    """
    at = sent_at(delivery)
    last = max((moment for moment in closed if at is not None and moment <= at), default=None)
    if last is None or not came_late(delivery):
        return False
    got = (sent for other in others if (sent := sent_at(other)) is not None)
    return not any(last < sent < delivery.due_at for sent in got)

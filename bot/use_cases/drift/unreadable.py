"""A group's channel cannot be read any more, or can be again."""

from bot.domain.channel_reading import BecameUnreadable, ReadableAgain
from bot.use_cases.drift.drifted import Drifted


def on_unreadable(change: BecameUnreadable, where: Drifted) -> None:
    """Nothing follows yet."""


def on_readable_again(change: ReadableAgain, where: Drifted) -> None:
    """What waits for the channel is sent again."""
    where.work.recipients.unblock(where.group.channel_id)

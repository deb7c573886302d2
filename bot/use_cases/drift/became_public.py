"""A group's channel can be read by more people than those in it."""

from bot.domain.channel_reading import BecamePublic
from bot.use_cases.drift.drifted import Drifted


def on_became_public(change: BecamePublic, where: Drifted) -> None:
    """Nothing follows yet."""

"""People left a group's channel."""

from bot.domain.channel_reading import PeopleLeft
from bot.use_cases.drift.drifted import Drifted


def on_people_left(change: PeopleLeft, where: Drifted) -> None:
    """Nothing follows yet."""

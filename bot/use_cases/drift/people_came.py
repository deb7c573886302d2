"""People came into a group's channel."""

from bot.domain.channel_reading import PeopleCame
from bot.use_cases.drift.drifted import Drifted


def on_people_came(change: PeopleCame, where: Drifted) -> None:
    """Nothing follows yet."""

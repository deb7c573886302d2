"""A group's channel can be read by more people than those in it."""

from bot.domain.channel_reading import BecamePublic
from bot.use_cases.drift.drifted import Drifted
from bot.use_cases.drift.opened import PUBLIC, SHARED, tell_opened


def on_became_public(change: BecamePublic, where: Drifted) -> None:
    """Tell those who run the group, with the posts there that are for members."""
    tell_opened(where, SHARED if change.shared else PUBLIC)

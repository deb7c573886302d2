"""The weekly spotlight as blocks."""

from bot.domain.practice import PracticeSpotlight
from handlers.slack.features.practices.notifications import card_notification
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit


def spotlight_notification(notification: PracticeSpotlight) -> list[kit.Block]:
    """The card as it is now, below a line that says why it is there."""
    why = kit.note(
        "The good practice of the week for {group}. Do you do this too?",
        group=notification.group.name,
    )
    return [why, *card_notification(notification)]


RENDERERS: dict[type, Renderer] = {PracticeSpotlight: spotlight_notification}

"""Maps a delivery's kind to the function that builds its notification."""

from collections.abc import Callable, Mapping

from bot.domain.audience import ChannelFacts
from bot.domain.delivery import Delivery
from bot.domain.notifications import Gone, Notification
from bot.use_cases.context import Context
from bot.use_cases.deliveries import standing
from bot.use_cases.dialogues.messages import build as dialogues
from bot.use_cases.digests import notifications as digests
from bot.use_cases.drift import passed_on
from bot.use_cases.groups import notifications as groups
from bot.use_cases.mornings import notifications as mornings
from bot.use_cases.practices import notifications as practices

Writer = Callable[..., Notification | Gone]

WRITERS: dict[str, Writer] = {
    "action": passed_on.build_notification,
    "morning": mornings.build_notification,
    "practice": practices.build_notification,
    "group": groups.build_notification,
    "channel": standing.build_notification,
}


def notification_for(
    delivery: Delivery, context: Context, *, presence: Mapping[str, ChannelFacts]
) -> Notification | Gone:
    """What the delivery says now, with its recipient's rights, or why it says nothing.

    `presence`: facts of the groups' channels by id, where they were asked for. A chair's preview
    of a digest needs them to show what the channel will get. A dialogue needs them for its guests.
    """
    noun = delivery.kind.partition(".")[0]
    if noun == "dialogue":
        return dialogues.build_notification(delivery, context, presence=presence)
    if noun == "digest":
        return digests.build_notification(delivery, context, presence=presence)
    return WRITERS[noun](delivery, context)

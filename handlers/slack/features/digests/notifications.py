"""Notifications with digests as blocks."""

from bot.domain.notifications import DigestNotification, DigestPreview
from bot.domain.wording import spell_moment
from handlers.slack.features.digests.blocks import digest_blocks
from handlers.slack.features.digests.commands import HOLD, needs_chair
from handlers.slack.features.digests.parsing import hold_value
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Renderer


def digest_notification(notification: DigestNotification) -> list[kit.Block]:
    """The digest for the channel."""
    return digest_blocks(notification.digest)


def preview_notification(notification: DigestPreview) -> list[kit.Block]:
    """The preview for a chair, with the button that holds the digest."""
    group = notification.digest.group
    blocks = [
        kit.rich(
            kit.line(
                kit.bold("Preview. "),
                f"This digest will be posted in the channel of {group.name} on "
                f"{spell_moment(notification.posts_at, group.zone)}, unless a chair holds it. "
                "What happens until then is added.",
            )
        ),
        *digest_blocks(notification.digest),
        *needs_chair(notification.digest),
    ]
    if notification.closed:
        blocks.append(
            kit.small(
                "I am not in the channel now, or it is archived: I can post this only if somebody "
                "types /invite @Convenor in it before. What is for members is left out here."
            )
        )
    elif not notification.complete:
        blocks.append(
            kit.small("Slack did not say who reads the channel: what is for members is left out.")
        )
    value = hold_value(group.id, notification.occurrence, notification.revision)
    return [*blocks, kit.actions(kit.button("Hold this one", HOLD, value))]


RENDERERS: dict[type, Renderer] = {
    DigestNotification: digest_notification,
    DigestPreview: preview_notification,
}

"""Notifications with digests as blocks, and their picture."""

from collections.abc import Callable
from typing import Any

from bot.domain.group_notifications import DigestNotification, DigestPreview
from bot.domain.wording import spell_moment
from bot.languages import N_, _
from handlers.slack.features.digests.blocks import chair_blocks, digest_blocks
from handlers.slack.features.digests.parsing import HOLD, POST_NOW, posting_value
from handlers.slack.features.digests.pictures import digest_picture
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit


def digest_notification(notification: DigestNotification) -> list[kit.Block]:
    """The digest for the channel."""
    return digest_blocks(notification.digest, notification.group, notification.picture)


def preview_notification(notification: DigestPreview) -> list[kit.Block]:
    """The preview for a chair, with the buttons that post the digest at once or hold it."""
    group, note = notification.group, ""
    words = _(
        "This digest will be posted in the channel of {group} on {moment}, unless a chair holds "
        "it. What happens until then is added.",
        group=group.name,
        moment=spell_moment(notification.posts_at, group.zone),
    )
    if notification.closed:
        note = N_(
            "I am not in the channel now, or it is archived: I can post this only if somebody "
            "types /invite @Convenor in it before. What is for members is left out here."
        )
    elif not notification.complete:
        note = N_("Slack did not say who reads the channel: what is for members is left out.")
    value = posting_value(
        group.id, notification.occurrence, notification.revision, notification.after
    )
    hold = kit.button(_("Hold this one"), HOLD, value)
    post = kit.button(_("Post now"), POST_NOW, value)
    return [
        kit.rich(kit.line(kit.bold(_("Preview. ")), words)),
        *digest_blocks(notification.digest, group, notification.picture),
        *chair_blocks(notification.digest.needs),
        *([kit.note(note)] if note else []),
        kit.actions(hold, post),
    ]


def _picture(notification: DigestNotification | DigestPreview) -> kit.Picture | None:
    """Not where it is there already, from an earlier try."""
    if notification.picture is not None:
        return None
    return digest_picture(notification.digest, notification.group)


RENDERERS: dict[type, Renderer] = {
    DigestNotification: digest_notification,
    DigestPreview: preview_notification,
}
PICTURES: dict[type, Callable[[Any], kit.Picture | None]] = {
    DigestNotification: _picture,
    DigestPreview: _picture,
}

"""Letters with digests as blocks."""

from bot.domain.notifications import DigestLetter, DigestPreview
from bot.domain.wording import spell_moment
from handlers.slack.features.digests.blocks import digest_blocks
from handlers.slack.features.digests.commands import HOLD, needs_chair
from handlers.slack.features.digests.parsing import hold_value
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Renderer


def digest_letter(letter: DigestLetter) -> list[kit.Block]:
    """For the channel."""
    return digest_blocks(letter.digest)


def preview_letter(letter: DigestPreview) -> list[kit.Block]:
    """For a chair, before it is posted, with the button that holds it."""
    group = letter.digest.group
    blocks = [
        kit.rich(
            kit.line(
                kit.bold("Preview. "),
                f"This digest will be posted in the channel of {group.name} on "
                f"{spell_moment(letter.posts_at, group.zone)}, unless a chair holds it. "
                "What happens until then is added.",
            )
        ),
        *digest_blocks(letter.digest),
        *needs_chair(letter.digest),
    ]
    if letter.closed:
        blocks.append(
            kit.small(
                "I am not in the channel now, or it is archived: I can post this only if somebody "
                "types /invite @Convenor in it before. What is for members is left out here."
            )
        )
    elif not letter.complete:
        blocks.append(
            kit.small("Slack did not say who reads the channel: what is for members is left out.")
        )
    value = hold_value(group.id, letter.occurrence, letter.revision)
    return [*blocks, kit.actions(kit.button("Hold this one", HOLD, value))]


RENDERERS: dict[type, Renderer] = {
    DigestLetter: digest_letter,
    DigestPreview: preview_letter,
}

"""What only a chair sees of a digest: the preview, its buttons, and what needs the chair."""

from bot.domain.digest import Digest
from bot.domain.group import Group
from bot.domain.wording import count, spell_weekday
from handlers.slack.features.digests.blocks import digest_blocks
from handlers.slack.kit import blocks as kit

POST, WEEKLY, HOLD = "digest.post", "digest.weekly", "digest.hold"


def needs_chair(digest: Digest) -> list[kit.Block]:
    """What waits for the chair; nothing where nothing does."""
    lines = []
    if digest.awaiting_review:
        awaits = "awaits" if digest.awaiting_review == 1 else "await"
        said = f"{count(digest.awaiting_review, 'practice')} {awaits} review: "
        lines.append(kit.line(said, kit.text("/practice queue", code=True)))
    if digest.unowned:
        has = "has" if digest.unowned == 1 else "have"
        said = f"{count(digest.unowned, 'open action')} {has} no owner yet: "
        lines.append(kit.line(said, kit.text("/action list open", code=True)))
    if digest.unanswered:
        said = count(digest.unanswered, "invitation to a coming dialogue", _INVITATIONS)
        waits = "waits" if digest.unanswered == 1 else "wait"
        lines.append(kit.line(f"{said} {waits} for an answer."))
    if not lines:
        return []
    heading = kit.line(kit.bold("What needs the chair (only you see this)"))
    return [kit.rich(heading, kit.bullets(lines))]


_INVITATIONS = "invitations to coming dialogues"


def preview_blocks(digest: Digest, *, next_weekly: str | None) -> list[kit.Block]:
    """The answer to /digest; `next_weekly` spells the next posting's moment, None while off."""
    group = digest.group
    weekly = "No weekly digest is set."
    if next_weekly is not None:
        weekly = f"Posted {spell_hour(group)}. Next: {next_weekly}."
    return [
        kit.small("Only you see this preview. Nothing is posted yet."),
        *digest_blocks(digest),
        *needs_chair(digest),
        kit.actions(
            kit.button("Post to channel", POST, str(group.id), style="primary"),
            weekly_button(group),
        ),
        kit.small(weekly),
    ]


def weekly_button(group: Group) -> kit.Element:
    return kit.button("Weekly…", WEEKLY, str(group.id))


def spell_hour(group: Group) -> str:
    """ "every Monday at 09:00 (Europe/London)"."""
    weekday = spell_weekday(group.digest_weekday or 0)
    return f"every {weekday} at {group.digest_time:%H:%M} ({group.zone})"

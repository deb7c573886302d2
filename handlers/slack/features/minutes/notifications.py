"""Notifications about minutes: a draft, what is circulated, what is sealed."""

from bot.domain.minutes import MinutesVersion
from bot.domain.notifications import MinutesCirculated, MinutesDraft, MinutesPosted
from bot.domain.wording import spell_day
from bot.domain.zones import to_wall
from bot.languages import N_, _
from handlers.slack.features.minutes import blocks
from handlers.slack.features.minutes.blocks import read_version, reading_buttons, unescaped
from handlers.slack.kit import Renderer
from handlers.slack.kit import blocks as kit

_MOST_SHOWN = 5
"""Decisions and actions that a post names of each."""


def circulated_blocks(notification: MinutesCirculated) -> list[kit.Block]:
    """Goes to the group: the draft, as long as it can be corrected."""
    minutes, dialogue = notification.minutes, notification.dialogue
    until = minutes.circulated_until
    reference, title = dialogue.reference, notification.title
    named = _("Draft minutes of {reference}: {title}", reference=reference, title=title)
    head = kit.line(kit.bold(named))
    if notification.closed or until is None:
        none = kit.say("This draft takes no corrections any more.")
        return [kit.rich(head, none), kit.small(reference)]
    moment = kit.moment(until, dialogue.zone)
    asks = kit.line(_("Please read it. Members can suggest corrections until "), moment, ".")
    return [
        kit.rich(head, asks),
        kit.actions(
            kit.button(_("Read"), "minutes.read", f"{reference} 0"),
            kit.button(_("Suggest a correction…"), "minutes.suggest", reference),
        ),
        kit.note("{reference} · version {version}", reference=reference, version=minutes.version),
    ]


def posted_blocks(posted: MinutesPosted) -> list[kit.Block]:
    """Goes to the group: all of it is taken from the text that was sealed."""
    version = posted.version
    newer = posted.last > version.version
    sealed_on = spell_day(to_wall(version.sealed_at, posted.group.zone).date())
    title = read_version(version)[0]
    again = _("Version {version} has taken the place of this one.", version=posted.last)
    sealed = kit.say("Version {version}, sealed on {day}.", version=version.version, day=sealed_on)
    reference = f"D{version.number}"
    return [
        kit.rich(kit.line(kit.bold(title)), sealed, kit.line(again if newer else "")),
        *_first_points(version, N_("Decisions")),
        *_first_points(version, N_("Actions")),
        kit.actions(*reading_buttons(reference, version.version)),
        kit.small(f"{reference} · SHA-256 {version.sha256}"),
    ]


def _first_points(version: MinutesVersion, heading: str) -> list[kit.Block]:
    """The first few points of a section, by its heading in the text, which is in English."""
    _before, found, rest = version.body.partition(f"\n## {heading}\n\n")
    points = rest.partition("\n\n")[0].splitlines() if found else []
    if not points:
        return []
    shown = [kit.line(unescaped(point.removeprefix("- "))) for point in points[:_MOST_SHOWN]]
    left = len(points) - _MOST_SHOWN
    more = [kit.more(left)] if left > 0 else []
    return [kit.rich(kit.line(kit.bold(_(heading))), kit.bullets(shown), *more)]


RENDERERS: dict[type, Renderer] = {
    MinutesDraft: blocks.draft_blocks,
    MinutesCirculated: circulated_blocks,
    MinutesPosted: posted_blocks,
}

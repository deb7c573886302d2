"""The morning message: its items under their headings, as many as fit."""

from bot.domain.morning import Morning
from bot.domain.person import HowOften
from bot.domain.wording import spell_day
from bot.languages import _, _n
from handlers.slack.features.mornings.blocks import SECTIONS, heading_of, item_blocks
from handlers.slack.kit import blocks as kit
from handlers.slack.kit.blocks import Renderer

MOST_ITEMS = 18
"""With two blocks an item and the headings this stays under Slack's fifty blocks a message."""
_FEWEST = 3
"""What every heading shows before the fuller ones take what is left."""


def morning_blocks(morning: Morning) -> list[kit.Block]:
    """At most 49 blocks; what does not fit is counted, with the command that lists it."""
    blocks = [kit.header(_("Your morning, {day}", day=spell_day(morning.today)))]
    by_topic = {
        topic: items
        for topic in SECTIONS
        if (items := [item for item in morning.items if item.topic is topic])
    }
    if not by_topic:
        return [*blocks, kit.rich(kit.say("Nothing else waits for you."))]
    weekly = morning.person.rhythm is HowOften.WEEKLY
    shares = _share_items([len(items) for items in by_topic.values()])
    for (topic, items), share in zip(by_topic.items(), shares, strict=True):
        heading = heading_of(topic, weekly=weekly, number=len(items))
        blocks.append(kit.rich(kit.line(kit.bold(heading))))
        for item in items[:share]:
            blocks += item_blocks(item, morning)
        if left := len(items) - share:
            command = SECTIONS[topic].full_list
            more = _n(
                "And {number} more: {command}",
                "And {number} more: {command}",
                left,
                command=command,
            )
            blocks.append(kit.small(more))
    return blocks


RENDERERS: dict[type, Renderer] = {Morning: morning_blocks}


def _share_items(lengths: list[int]) -> list[int]:
    """How many items each section shows: a few of each first, then in the sections' order."""
    shares = [min(length, _FEWEST) for length in lengths]
    for index, length in enumerate(lengths):
        shares[index] += min(length - shares[index], MOST_ITEMS - sum(shares))
    return shares

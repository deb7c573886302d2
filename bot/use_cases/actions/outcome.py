"""What a verb did to an action: the action as it is now, and whether anything changed."""

from dataclasses import dataclass

from bot.domain.action_item import ActionItem
from bot.domain.group import Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`changed` False: it was so already, and nothing was written."""

    action: ActionItem
    group: Group
    changed: bool = True
    redrawn: tuple[str, ...] = ()
    """The recipient of each posted message that is looked through for its fewer readers."""

"""Actions of somebody who left, for the chairs; the reply to a message that one was logged from."""

from bot.domain.group_notifications import Addressee, PassedOn
from bot.domain.notifications import ActionGiven, ActionLogged
from bot.domain.wording import listed, spell_day
from bot.languages import Nn_, _, _n
from handlers.slack.features.actions.blocks import give_button, show_button
from handlers.slack.features.actions.listing import MORNING
from handlers.slack.features.mornings.notifications import item_blocks
from handlers.slack.kit import Renderer, notice_header
from handlers.slack.kit import blocks as kit

MOST_ITEMS = 18
"""With two blocks an item this stays under Slack's fifty blocks a message."""
_ALSO = Nn_("And {number} more: {references}.", "And {number} more: {references}.")
_LISTED = Nn_(
    "{number} more, which /action list open shows", "{number} more, which /action list open shows"
)
_NAMED = 500
"""References in a list that does not show all; they stay under Slack's limit for a message."""


def passed_on_blocks(notification: PassedOn) -> list[kit.Block]:
    """At most 39 blocks: the most urgent with a button each, the others by their references."""
    blocks = [
        kit.rich(notice_header(notification.to, notification.group), kit.line(notification.words))
    ]
    for action, owner in notification.actions[:MOST_ITEMS]:
        due = _("due {day}", day=spell_day(action.due_on)) if action.due_on else _("no due date")
        told = kit.say("{due} · now with {owner}", due=due, owner=owner)
        blocks.append(kit.rich(kit.line(kit.bold(action.reference), " ", action.title), told))
        blocks.append(kit.actions(give_button(action, _("Hand over"), MORNING)))
    left = [action.reference for action, _owner in notification.actions[MOST_ITEMS:]]
    if left:
        how = _("For each: /action assign {reference} @person", reference=left[0])
        named = " ".join(left[:_NAMED])
        if (more := len(left) - _NAMED) > 0:
            named = listed([named, _n(*_LISTED, more)])
        blocks.append(kit.rich(kit.line(_n(*_ALSO, len(left), references=named)), kit.line(how)))
    return blocks


def logged_blocks(told: ActionLogged) -> list[kit.Block]:
    """A reply that anyone in the channel can read; it pings nobody."""
    action = told.action
    due = f" · {_('due {day}', day=spell_day(action.due_on))}" if action.due_on else ""
    return [
        kit.rich(
            kit.say("{who} logged an action from this message:", who=told.by),
            kit.line(kit.bold(action.reference), f" {action.title}"),
            kit.line(f"{told.owner}{due}"),
        ),
        kit.actions(show_button(action)),
    ]


def given_blocks(told: ActionGiven) -> list[kit.Block]:
    """Who gave it, and the action as a morning message shows it, with its buttons."""
    first = kit.rich(notice_header(Addressee.PERSON, told.group), kit.line(told.words))
    return [first, *(b for item in told.morning.items for b in item_blocks(item, told.morning))]


RENDERERS: dict[type, Renderer] = {
    PassedOn: passed_on_blocks,
    ActionGiven: given_blocks,
    ActionLogged: logged_blocks,
}

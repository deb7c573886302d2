"""What a list of actions is called, and what became of one that was acted on, in sentences."""

from bot.domain import ActionItem
from bot.domain.action_item import ActionStatus
from bot.domain.wording import spell_day
from bot.languages import N_, _
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.repeat import rule_words
from bot.use_cases.actions.rules import Outcome
from bot.use_cases.actions.show import UNOWNED
from handlers.slack.features.actions.listing import Listing

_YOURS = {
    ActionView.OPEN: N_("Your open actions"),
    ActionView.OVERDUE: N_("Your overdue actions"),
    ActionView.DONE: N_("Your done actions"),
    ActionView.ALL: N_("Your all actions"),
}
_OF_ALL = {
    ActionView.OPEN: N_("Open actions"),
    ActionView.OVERDUE: N_("Overdue actions"),
    ActionView.DONE: N_("Done actions"),
    ActionView.ALL: N_("All actions"),
}


def list_heading(asked: Listing, where: str, owner: str = "") -> str:
    """ "Overdue actions of @liam in Technology"."""
    named = _((_YOURS if asked.mine else _OF_ALL)[asked.view])
    if asked.organisation_id == UNOWNED:
        named = _("{actions} that nobody owns yet", actions=named)
    if owner:
        named = _("{actions} of {owner}", actions=named, owner=owner)
    if asked.query:
        named = _("{actions} with {words}", actions=named, words=asked.query.spelled())
    return _("{actions} in {where}", actions=named, where=where)


def reply_words(outcome: Outcome) -> str:
    """Whether a reply is left below the message that the action was made from."""
    if outcome.replied:
        return _("I leave a reply below the message.")
    return _("I leave no reply there, since not everyone who reads that place may see the action.")


def settled_words(action: ActionItem) -> str:
    reference = action.reference
    if action.status is ActionStatus.DONE:
        return _("{reference} was done already; nothing changed.", reference=reference)
    return _("{reference} was dropped already; nothing changed.", reference=reference)


def open_words(action: ActionItem) -> str:
    return _("{reference} is open already; nothing changed.", reference=action.reference)


def next_words(outcome: Outcome) -> str:
    """What was made of a series that goes on, or that it has ended; "" where it came once."""
    following = outcome.following
    if following is None or following.due_on is None:
        ended = outcome.changed and outcome.before and outcome.before.repeats
        return f" {_('It was the last one of its series.')}" if ended else ""
    reference, day = following.reference, spell_day(following.due_on)
    told = _("The next one is {reference}, due {day}.", reference=reference, day=day)
    return f" {told}"


def repeat_words(outcome: Outcome) -> str:
    if not outcome.changed:
        return _("That was so already; nothing changed.")
    rule = rule_words(outcome.action)
    return _("It repeats {rule}.", rule=rule) if rule else _("It does not repeat any more.")

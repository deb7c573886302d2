"""Sentences about actions that are longer than the code around them."""

from bot.domain.action_item import ActionItem, ActionStatus
from bot.domain.wording import shortened
from bot.languages import N_, _
from bot.ports.ledgers.actions import ActionView
from bot.use_cases.actions.rules import Outcome

EVERYBODY = frozenset({"here", "channel", "everyone", "everybody", "all"})
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


def list_heading(
    view: ActionView,
    where: str,
    *,
    mine: bool,
    unowned: bool = False,
    owner: str = "",
    sought: str = "",
) -> str:
    """ "Overdue actions of @liam in Technology"; `sought`: the words that were looked for."""
    named = _(_YOURS[view] if mine else _OF_ALL[view])
    if unowned:
        named = _("{actions} that nobody owns yet", actions=named)
    if owner:
        named = _("{actions} of {owner}", actions=named, owner=owner)
    if sought:
        named = _("{actions} with {words}", actions=named, words=sought)
    return _("{actions} in {where}", actions=named, where=where)


def unknown_owner(text: str) -> str:
    """For a name in the place of an owner that nobody has."""
    shown = shortened(text, 80)
    if text.startswith("@"):
        if text[1:].lower() in EVERYBODY:
            return _(
                "An action has one owner, and {name} is everyone. Please choose one person.",
                name=shown,
            )
        return _(
            "I don't know anyone called {name} here. "
            "Please choose the person from the list that Slack shows after @.",
            name=shown,
        )
    return _(
        "I don't know an organisation called “{name}”. "
        "Give a @person, an organisation's name, or nobody.",
        name=shown,
    )


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

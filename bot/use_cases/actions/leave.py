"""Leave an action that nobody owns alone for a while: the chairs' mornings are silent about it."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import Refusal
from bot.domain.action_item import is_unowned
from bot.domain.zones import to_wall
from bot.languages import N_
from bot.use_cases.actions.rules import Outcome, open_for_change, until_detail
from bot.use_cases.actions.schedule_messages import change_action
from bot.use_cases.context import Context

WEEKS = 4


def leave_action(number: int, context: Context) -> Outcome:
    """The action, silent for four weeks from today in the group's zone; for those who may change
    it. A Refusal where it has an owner, since the owner's own snooze is theirs alone."""
    action, group = open_for_change(number, context)
    if not is_unowned(action):
        raise Refusal(
            "{reference} has an owner now, so it is not yours to leave alone.",
            reference=action.reference,
        )
    until = to_wall(context.now, group.zone).date() + timedelta(weeks=WEEKS)
    if action.snoozed_until == until:
        return Outcome(action=action, group=group, changed=False)
    left = replace(action, snoozed_until=until)
    change_action(action, left, group, N_("left alone"), context, until_detail(until))
    return Outcome(action=left, group=group)

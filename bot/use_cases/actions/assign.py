"""Give an action to a person, an organisation, or nobody yet."""

from dataclasses import dataclass, replace

from bot.domain import limits
from bot.use_cases.actions.giving import tell_owner
from bot.use_cases.actions.nudging import plan_nudges, take_back_nudges
from bot.use_cases.actions.outcome import Outcome
from bot.use_cases.actions.owning import Owner, Owners, Whereabouts
from bot.use_cases.actions.rules import open_for_change
from bot.use_cases.context import Context


@dataclass(frozen=True, slots=True)
class AssignAction:
    """`note`: what the new owner should know; it is shown in the action's history."""

    number: int
    owner: Owner
    note: str | None = None


def assign_action(wish: AssignAction, context: Context, *, whereabouts: Whereabouts) -> Outcome:
    """The action with its new owner, in whose zone its due day ends from now on."""
    action, group = open_for_change(wish.number, context)
    note = limits.checked(wish.note, limits.NOTE, field="note", what="The note", needed=False)
    owners = Owners(group=group, whereabouts=whereabouts, work=context.work, now=context.now)
    ownership = owners.settle(wish.owner, action.audience)
    before = (action.owner_user_id, action.owner_organisation_id)
    if before == (ownership.user_id, ownership.organisation_id) and not note:
        return Outcome(action=action, group=group, changed=False)
    given = replace(
        action,
        owner_user_id=ownership.user_id,
        owner_organisation_id=ownership.organisation_id,
        zone=ownership.zone,
        passed_on_from=None,
        snoozed_until=None,
    )
    context.work.actions.change(given)
    take_back_nudges(action, group, work=context.work, now=context.now)
    detail = f"to {ownership.name}" + (f": {note}" if note else "")
    context.work.journal.record(context.reader.user_id, "assigned", given, context.now, detail)
    plan_nudges(given, group, work=context.work, now=context.now)
    if given.owner_user_id != action.owner_user_id:
        tell_owner(given, group, by=context.reader.user_id, work=context.work, now=context.now)
    return Outcome(action=given, group=group)

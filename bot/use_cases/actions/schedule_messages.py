"""Changes an action, and plans the morning messages that it appears in, in one transaction."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from bot.domain import ActionItem, Group
from bot.domain.action_item import is_unowned
from bot.domain.delivery import SubjectType
from bot.domain.message_kind import PASSED_ON
from bot.use_cases.context import Context
from bot.use_cases.mornings.look import last_due
from bot.use_cases.mornings.plan import plan_mornings
from bot.use_cases.mornings.redraw import redraw_mornings
from bot.use_cases.mornings.schedule_messages import HORIZON


def change_action(
    before: ActionItem,
    after: ActionItem,
    group: Group,
    did: str,
    context: Context,
    detail: str | None = None,
) -> None:
    """Store it with the line of its history; mornings that show it are as it is from now on."""
    work = context.work
    work.actions.change(after)
    if before.passed_on_from:
        about = SubjectType.GROUP, str(group.id), PASSED_ON
        work.deliveries.mark_stale(*about, since=before.given_at)
    take_back_nudges(before, group, context)
    context.record(did, after, detail)
    plan_nudges(after, group, context)


def plan_nudges(action: ActionItem, group: Group, context: Context) -> None:
    """Owe the coming mornings of those who will find this open action in them."""
    if action.open:
        plan_mornings(context, user_ids=_people_concerned(action, group, context))


def take_back_nudges(action: ActionItem, group: Group, context: Context) -> None:
    """Have the morning messages that name the old action written again: what is being sent, and
    what was posted."""
    redraw_mornings(action.reference, context)
    for user_id in _people_concerned(action, group, context):
        context.work.deliveries.take_back(SubjectType.MORNING, user_id, now=context.now)


def _people_concerned(action: ActionItem, group: Group, context: Context) -> Collection[str]:
    """The officer, and who hears in their place; without one the people of the organisation;
    without that the chairs.

    A morning names an owned action only shortly before it is due, and when it was just given.
    """
    work = context.work
    far = action.due_on is None or action.due_on > last_due(context.now, HORIZON)
    if far and not is_unowned(action) and action.given_at != context.now:
        return ()
    chairs = work.roles.of_group(group.id).chairs_on(
        context.now.astimezone(ZoneInfo(group.zone)).date()
    )
    if action.owner_user_id is not None:
        officer = work.people.get(action.owner_user_id)
        deputy = [officer.deputy_user_id] if officer and officer.deputy_user_id else []
        away = chairs if officer and officer.absences else ()
        return (action.owner_user_id, *deputy, *away)
    if action.owner_organisation_id is not None:
        return [
            person.user_id
            for person in work.people.all()
            if person.organisation is not None
            and person.organisation.id == action.owner_organisation_id
        ]
    return chairs

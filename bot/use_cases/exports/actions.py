"""Every action that one person may see, as rows with a plain value in each field."""

from collections.abc import Iterator

from bot.domain.action_item import is_overdue
from bot.ports.ledgers.actions import ActionQuery, ActionView
from bot.use_cases.actions.show import names_for
from bot.use_cases.context import Context
from bot.use_cases.exports.practices import Row

_MOST_ACTIONS = 10_000_000


def export_actions(context: Context) -> Iterator[Row]:
    """The newest first. Times are ISO 8601 in UTC, due days those of the owner's zone; None where
    there is nothing."""
    work = context.work
    groups = {group.id: group.name for group in work.groups.all()}
    every = ActionQuery(
        group_ids=tuple(groups), view=ActionView.ALL, now=context.now, limit=_MOST_ACTIONS
    )
    actions = work.actions.first(context.reader, every)
    names = names_for(actions, work=work)
    for action in actions:
        settled = action.settled_at.isoformat() if action.settled_at else None
        yield {
            "reference": action.reference,
            "title": action.title,
            "group": groups.get(action.group_id),
            "owner": names.people.get(action.owner_user_id or ""),
            "organisation": names.organisations.get(action.owner_organisation_id or 0),
            "due": action.due_on.isoformat() if action.due_on else None,
            "zone": action.zone,
            "status": "overdue" if is_overdue(action, context.now) else action.status.value,
            "shared_with": action.audience.value,
            "logged_by": names.people.get(action.created_by),
            "logged_at": action.created_at.isoformat(),
            "settled_by": names.people.get(action.settled_by or ""),
            "settled_at": settled,
            "note": action.note,
        }

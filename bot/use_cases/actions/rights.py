"""The reader's rights on an action, so that only buttons that work are shown."""

from dataclasses import dataclass

from bot.domain.action_item import ActionItem, ActionStatus
from bot.domain.person import Person
from bot.domain.roles import Act, Reader, may
from bot.use_cases.mornings.belonging import owns


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the reader may do with one action as it is now; every verb asks again."""

    complete: bool = False
    reopen: bool = False
    change: bool = False


def rights_over(action: ActionItem, reader: Reader, person: Person) -> Rights:
    """`person` must be the reader's own."""
    own = owns(person, action)
    completes = may(reader, Act.COMPLETE_ACTION, action.group_id, own=own)
    logged = action.created_by == reader.user_id
    changes = may(reader, Act.CHANGE_ACTION, action.group_id, own=own or logged)
    if action.open:
        return Rights(complete=completes, change=changes)
    return Rights(reopen=changes if action.status is ActionStatus.DROPPED else completes)

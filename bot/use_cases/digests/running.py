"""Finds the group of a digest, for a person who may run it."""

from bot.domain.errors import Refusal
from bot.domain.group import Group
from bot.domain.roles import Act
from bot.use_cases.context import Context
from bot.use_cases.refusing import demand


def group_to_run(group_id: int, context: Context) -> Group:
    """NotAllowed for all but its chairs and the secretariat."""
    group = context.work.groups.get(group_id)
    if group is None:
        raise Refusal("I can't find this group any more.")
    demand(context, Act.RUN_DIGEST, group)
    return group

"""Who counts as a member in a group: people of member organisations who are not lowered there."""

from bot.domain.group import Group
from bot.domain.organisation import Kind
from bot.ports.unit_of_work import UnitOfWork


def member_people(group: Group, *, work: UnitOfWork) -> frozenset[str]:
    """User ids that count as members in the group, wherever they are now."""
    return work.people.of_kind(Kind.MEMBER) - work.roles.of(group.id).lowered

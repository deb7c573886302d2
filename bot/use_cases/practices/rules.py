"""Finds a practice and its group, for every act on a card."""

from bot.domain import Group, NotFound, Practice
from bot.domain.reference import PRACTICE, render_reference
from bot.use_cases.context import Context


def find_practice(number: int, context: Context) -> Practice:
    """The card; NotFound, in the same words, for one that the reader may not see."""
    practice = context.work.practices.get(context.reader, number)
    if practice is None:
        raise NotFound.reference(render_reference(PRACTICE, number))
    return practice


def group_of(practice: Practice, context: Context) -> Group:
    group = context.work.groups.get(practice.group_id)
    if group is None:
        raise NotFound.reference(practice.reference)
    return group

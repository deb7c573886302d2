"""Finds a practice, for a person who may do with it what they ask for."""

from bot.domain import Act, Group, NextStep, NotAllowed, NotFound, Practice, PracticeStatus, Refusal
from bot.domain.reference import PRACTICE, render_reference
from bot.languages import N_
from bot.use_cases.context import Context
from bot.use_cases.refusals import demand_right


def find_practice(number: int, context: Context) -> Practice:
    """The card; NotFound, in the same words, for one that the reader may not see."""
    practice = context.work.practices.get(context.reader, number)
    if practice is None:
        raise NotFound.reference(render_reference(PRACTICE, number))
    return practice


def group_of(practice: Practice, context: Context) -> Group:
    return context.work.groups.of_record(practice.group_id)


def published_practice(number: int, context: Context) -> Practice:
    """A published card that the reader may see; NotFound or a Refusal for any other."""
    practice = find_practice(number, context)
    if practice.status is not PracticeStatus.PUBLISHED:
        raise Refusal(
            "{reference} is not published, so nobody can use or save it.",
            reference=practice.reference,
        )
    return practice


_WHY_NOT = {
    PracticeStatus.DECLINED: N_("{reference} was declined."),
    PracticeStatus.WITHDRAWN: N_("{reference} was withdrawn."),
}


def editable_practice(number: int, context: Context) -> Practice:
    """One's own card that awaits review or was returned; a published one also for the chairs.
    Otherwise a Refusal that says why it can't be edited."""
    practice = find_practice(number, context)
    own = practice.author == context.reader.user_id
    published = practice.status is PracticeStatus.PUBLISHED
    if not own and not published:
        raise NotAllowed(
            "Only the author of {reference} can edit it before it is published.",
            reference=practice.reference,
        )
    demand_right(context, Act.CHANGE_PRACTICE, group_of(practice, context), own=own)
    if why := _WHY_NOT.get(practice.status):
        raise Refusal(why, reference=practice.reference, step=NextStep.SHARE_PRACTICE)
    return practice


def reviewable_practice(number: int, revision: int, context: Context) -> Practice:
    """The card, decided or not, for a person who may review it. Refusal where it waits with other
    words than those of `revision`: nobody decides on unread ones."""
    practice = find_practice(number, context)
    demand_right(context, Act.REVIEW_PRACTICE, group_of(practice, context))
    waits = practice.status is PracticeStatus.SUBMITTED or practice.has_unseen_edit
    if waits and practice.revision != revision:
        raise Refusal(
            "{reference} was changed since you opened this.",
            reference=practice.reference,
            step=NextStep.SHOW_PRACTICE,
            about=practice.reference,
        )
    return practice


def withdrawable_practice(number: int, context: Context) -> Practice:
    """The card, settled already or not, for a person who may withdraw it. Its author may until it
    is declined; a chair may once it is published."""
    practice = find_practice(number, context)
    own = practice.author == context.reader.user_id
    demand_right(context, Act.CHANGE_PRACTICE, group_of(practice, context), own=own)
    if not own and practice.status in (PracticeStatus.SUBMITTED, PracticeStatus.RETURNED):
        raise Refusal(
            "{reference} is not published. Its author can withdraw it.",
            reference=practice.reference,
            step=NextStep.SHOW_PRACTICE,
            about=practice.reference,
        )
    return practice

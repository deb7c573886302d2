"""Finds the practice that somebody wants to use or save, and the organisation they speak for."""

from bot.domain import NextStep, Organisation, Practice, PracticeStatus, Refusal
from bot.use_cases.context import Context
from bot.use_cases.practices.rules import find_practice


def published_practice(number: int, context: Context) -> Practice:
    """A published card that the reader may see; NotFound or a Refusal for any other."""
    practice = find_practice(number, context)
    if practice.status is not PracticeStatus.PUBLISHED:
        raise Refusal(
            "{reference} is not published, so nobody can use or save it.",
            reference=practice.reference,
        )
    return practice


def own_organisation(context: Context) -> Organisation:
    """The organisation that the reader speaks for; a Refusal for people who have none."""
    organisation_id = context.reader.organisation_id
    organisation = (
        context.work.organisations.get(organisation_id) if organisation_id is not None else None
    )
    if organisation is None:
        raise Refusal(
            "You belong to no organisation here, and it is organisations that use a practice.",
            step=NextStep.ASSIGN_PERSON,
        )
    return organisation

"""Organisations use a practice, or no longer do; people save one, or no longer keep it."""

from dataclasses import dataclass
from datetime import date

from bot.domain import NextStep, Organisation, Practice, PracticeStatus, Refusal, limits
from bot.domain.practice import Adoption
from bot.languages import N_, _
from bot.use_cases.adoptions.notifications import owed_news, redraw_use
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


NOTE = 500
"""Characters of a note: several of them stand in one list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptPractice:
    """The reader's organisation uses it; `note` says how, in a few words, or nothing."""

    number: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """Who uses it, as it is recorded now; `just_now` False: it was recorded before."""

    practice: Practice
    organisation: Organisation
    adoption: Adoption
    just_now: bool


def find_use(number: int, context: Context) -> tuple[Practice, Organisation, Adopted | None]:
    """The practice, the reader's organisation, and its use of it; None where there is none yet."""
    practice, organisation = published_practice(number, context), own_organisation(context)
    adoption = context.work.adoptions.current(number, organisation.id)
    if adoption is None:
        return practice, organisation, None
    before = Adopted(
        practice=practice, organisation=organisation, adoption=adoption, just_now=False
    )
    return practice, organisation, before


def adopt_practice(wish: AdoptPractice, context: Context) -> Adopted:
    """Once for each organisation: whoever of it says so again changes nothing."""
    practice, organisation, before = find_use(wish.number, context)
    if before is not None:
        return before
    note = limits.checked_text(wish.note, NOTE, field="note", what=_("The note"), needed=False)
    work, now = context.work, context.now
    news = owed_news(practice, organisation.id, context)
    adoption = Adoption(
        number=practice.number,
        organisation_id=organisation.id,
        note=note or None,
        audience=practice.audience,
        adopted_by=context.reader.user_id,
        adopted_at=now,
        told_on=date.fromisoformat(news.occurrence) if news else None,
    )
    work.adoptions.add(adoption)
    context.record(N_("uses"), practice, organisation.name)
    work.deliveries.owe([news] if news else [], now)
    redraw_use(practice, work)
    return Adopted(practice=practice, organisation=organisation, adoption=adoption, just_now=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """`just_now` False: the organisation did not use it before either."""

    practice: Practice
    organisation: Organisation
    just_now: bool


def end_adoption(number: int, context: Context) -> Ended:
    """The reader's organisation no longer uses it; that it did stays on record."""
    practice, organisation = published_practice(number, context), own_organisation(context)
    work, by = context.work, context.reader.user_id
    ended = work.adoptions.end(practice.number, organisation.id, by=by, now=context.now)
    if ended:
        work.journal.record(by, N_("no longer uses"), practice, context.now, organisation.name)
        redraw_use(practice, work)
    return Ended(practice=practice, organisation=organisation, just_now=ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavePractice:
    """`keep` False takes it out of the reader's saved practices."""

    number: int
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Saved:
    """`just_now` False: it was so before."""

    practice: Practice
    just_now: bool


def save_practice(wish: SavePractice, context: Context) -> Saved:
    """NotFound for a card that the reader may not see."""
    practice = published_practice(wish.number, context)
    user_id, ledger = context.reader.user_id, context.work.practices
    changed = (
        ledger.save_for(user_id, practice.number, context.now)
        if wish.keep
        else ledger.unsave_for(user_id, practice.number)
    )
    return Saved(practice, just_now=changed)

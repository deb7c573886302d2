"""An organisation uses a practice, or no longer does; what was so before is kept."""

from dataclasses import dataclass
from datetime import date

from bot.domain import Organisation, Practice, limits
from bot.domain.practice import Adoption
from bot.languages import N_, _
from bot.use_cases.adoptions.rules import own_organisation, published_practice
from bot.use_cases.adoptions.schedule_messages import owed_news, redraw_use
from bot.use_cases.context import Context

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

"""Organisations use a practice, or no longer do; people save one; readers see who uses it.

The author is told: each organisation is news about a card once, however often it begins again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain import (
    DropReason,
    Gone,
    MessageKind,
    NextStep,
    Organisation,
    Owed,
    Practice,
    PracticeStatus,
    Refusal,
    limits,
)
from bot.domain.delivery import Delivery, SubjectType
from bot.domain.practice import NO_USE, Adoption, PracticeAdopted, Usage
from bot.languages import N_, _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context
from bot.use_cases.mornings.schedule_messages import owed_mornings
from bot.use_cases.owing import owed_message
from bot.use_cases.practices.review import CardChange
from bot.use_cases.practices.rules import published_practice


def adoption_news(delivery: Delivery, context: Context) -> PracticeAdopted | Gone:
    """What is still so of that day's news."""
    work = context.work
    practice = work.practices.get(context.reader, int(delivery.subject_id))
    if practice is None:
        return Gone(DropReason.NOT_THEIRS)
    if practice.status is not PracticeStatus.PUBLISHED:
        return Gone(DropReason.NOT_PUBLISHED)
    day = date.fromisoformat(delivery.occurrence)
    found = work.adoptions.told_on(context.reader, practice, day)
    if not found:
        return Gone(DropReason.NOT_USED)
    organisations = work.organisations.names()
    return PracticeAdopted(
        practice=practice,
        news=tuple((organisations[one.organisation_id], one.note or "") for one in found),
        usage=work.adoptions.usage_of(context.reader, [practice])[practice.number],
    )


SHOWN_IN = (MessageKind.CARD, MessageKind.SPOTLIGHT, MessageKind.ADOPTED)
"""Messages that tell who uses a practice."""
_AHEAD = timedelta(days=30)


def owed_news(practice: Practice, organisation_id: int, context: Context) -> Owed | None:
    """To the author on their next working morning; one message for all that is news by then. None
    for their own organisation, for one that they know of already, and where they have left.
    `occurrence` is the author's local date."""
    work = context.work
    author = work.people.get(practice.author)
    if author is None or not author.active:
        return None
    own = author.organisation is not None and author.organisation.id == organisation_id
    if own or work.adoptions.was_told(practice.number, organisation_id):
        return None
    morning = next(owed_mornings(author, context.now, _AHEAD, work.holidays))
    about = (SubjectType.PRACTICE, str(practice.number))
    readers = practice.audience
    to, at, day = author.user_id, morning.due_at, morning.occurrence
    return owed_message(MessageKind.ADOPTED, about, to, at, readers, occurrence=day)


def redraw_use(practice: Practice, work: UnitOfWork) -> None:
    """Bring what was posted up to date with who uses the practice."""
    work.deliveries.mark_stale(SubjectType.PRACTICE, str(practice.number), SHOWN_IN)


def own_organisation(context: Context) -> Organisation:
    """The organisation that the reader speaks for; a Refusal for people who have none."""
    organisation_id = context.reader.organisation_id
    organisation = organisation_id and context.work.organisations.get(organisation_id)
    if not organisation:
        raise Refusal(
            "You belong to no organisation here, and it is organisations that use a practice.",
            step=NextStep.ASSIGN_PERSON,
        )
    return organisation


NOTE = 500
"""Characters of a note: several of them stand in one list."""


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
    whole = Adopted(practice=practice, organisation=organisation, adoption=adoption, just_now=False)
    return practice, organisation, whole


def adopt_practice(number: int, note: str, context: Context) -> Adopted:
    """The reader's organisation uses it; `note` says how, in a few words, or nothing. Once for each
    organisation: whoever of it says so again changes nothing."""
    practice, organisation, before = find_use(number, context)
    if before is not None:
        return before
    note = limits.checked_text(note, NOTE, field="note", what=_("The note"), needed=False)
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
        context.record(N_("no longer uses"), practice, organisation.name)
        redraw_use(practice, work)
    return Ended(practice=practice, organisation=organisation, just_now=ended)


def save_practice(number: int, context: Context, *, keep: bool) -> CardChange:
    """`keep` False takes it out of the reader's saved practices. NotFound for a card that the
    reader may not see."""
    practice = published_practice(number, context)
    user_id, ledger = context.reader.user_id, context.work.practices
    if keep:
        return CardChange(practice, ledger.save_for(user_id, practice.number, context.now))
    return CardChange(practice, ledger.unsave_for(user_id, practice.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class UseOf:
    """What a card says of its use to one reader. `own`: their organisation uses it."""

    usage: Usage = NO_USE
    own: bool = False
    saved: bool = False


def use_of(practice: Practice, context: Context) -> UseOf:
    """For one person; a channel's card has only the usage."""
    work, reader = context.work, context.reader
    body = reader.organisation_id
    own = body is not None and work.adoptions.current(practice.number, body)
    return UseOf(
        usage=work.adoptions.usage_of(reader, [practice]).get(practice.number, NO_USE),
        own=bool(own),
        saved=work.practices.is_saved(reader.user_id, practice.number),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """A page of those who use a practice, the first first, with their names and how many."""

    practice: Practice
    adoptions: tuple[Adoption, ...]
    total: int
    offset: int
    organisations: Mapping[int, tuple[str, str]]
    """Name and country by id."""
    names: Mapping[str, str]


def who_uses(number: int, context: Context, *, limit: int, offset: int = 0) -> Users:
    """A page that is no longer there becomes the first."""
    practice = published_practice(number, context)
    work = context.work
    found, total = work.adoptions.of_practice(context.reader, practice, limit=limit, offset=offset)
    if total and not found:
        return who_uses(number, context, limit=limit)
    return Users(
        practice=practice,
        adoptions=found,
        total=total,
        offset=offset,
        organisations={o.id: (o.name, o.country) for o in work.organisations.all()},
        names=work.people.names({one.adopted_by for one in found}),
    )

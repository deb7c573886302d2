"""Reads who uses a practice, and what one person may press on its card."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain import Practice
from bot.domain.practice import NO_USE, Adoption, Usage
from bot.use_cases.adoptions.adopt import published_practice
from bot.use_cases.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class UseOf:
    """What a card says of its use to one reader. `own`: their organisation uses it."""

    usage: Usage = NO_USE
    own: bool = False
    saved: bool = False


def use_of(practice: Practice, context: Context) -> UseOf:
    """For one person; a channel's card has only the usage."""
    work, reader = context.work, context.reader
    own = reader.organisation_id is not None and work.adoptions.current(
        practice.number, reader.organisation_id
    )
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

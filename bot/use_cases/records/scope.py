"""What of a group a records pack covers, and for which readers it is made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from bot.domain import Audience, Dialogue, Group, Reader
from bot.domain.audience import is_narrower, narrowest_audience
from bot.domain.minutes import MinutesVersion
from bot.domain.wording import spell_day
from bot.domain.zones import end_of_day, start_of_day
from bot.languages import _, _p
from bot.use_cases.context import Context
from bot.use_cases.dialogues.rules.checks import find_dialogue
from bot.use_cases.identify import reader_of_audience

LONG_AGO = date(2000, 1, 1)
"""Nothing was recorded before."""
MOST = 100_000
"""Records of one kind and group in a pack."""
_AT_ONCE = 500
"""Records about which one question is asked."""

T = TypeVar("T")


class TooMany(Exception):
    """More than `most` of one kind."""

    def __init__(self, most: int) -> None:
        self.most = most


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPeriod:
    """Days of a group's calendar, both with; `first` None: from the beginning."""

    first: date | None
    last: date

    @property
    def words(self) -> str:
        """ "1 July 2026 to 30 September 2026", for people."""
        if self.first == self.last:
            return _day(self.last)
        if self.first is None:
            return _("everything up to {day}", day=_day(self.last))
        return _p("days", "{first} to {last}", first=_day(self.first), last=_day(self.last))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsWish:
    """Of `groups`, what belongs to a period, or to one dialogue, by its number."""

    groups: tuple[Group, ...]
    about: RecordsPeriod | int


@dataclass(frozen=True, kw_only=True)
class RecordsScope:
    """One group's part of a wish, with the dialogues that its reader sees, the soonest first.
    `span` is aware, its end not in it; None where only one dialogue is asked for."""

    context: Context
    group: Group
    span: tuple[datetime, datetime] | None
    dialogues: tuple[Dialogue, ...]

    @classmethod
    def of(cls, about: RecordsPeriod | int, group: Group, context: Context) -> "RecordsScope":
        """NotFound for a dialogue that is not the reader's to see."""
        reader, work = context.reader, context.work
        if isinstance(about, int):
            found, _ = find_dialogue(about, reader=reader, work=work)
            return cls(context=context, group=group, span=None, dialogues=(found,))
        first, zone = max(about.first or LONG_AGO, LONG_AGO), group.zone
        span = (start_of_day(first, zone), end_of_day(about.last, zone))
        dialogues = within(work.dialogues.changed_between(reader, [group.id], *span))
        return cls(context=context, group=group, span=span, dialogues=dialogues)

    @cached_property
    def organisations(self) -> Mapping[int, str]:
        return self.context.work.organisations.names()

    @cached_property
    def sealed(self) -> Sequence[MinutesVersion]:
        """The versions of minutes that are for the reader, with their texts."""
        reader, minutes = self.context.reader, self.context.work.minutes
        asked = self.of_dialogues(lambda some: minutes.versions_of(reader, self.group.id, some))
        return tuple(asked)

    def names(self, user_ids: Iterable[str | None]) -> Mapping[str, str]:
        """Display names by user id; of people who are not known, the id itself."""
        wanted = sorted({user_id for user_id in user_ids if user_id is not None})
        people = self.context.work.people.by_ids
        known = {k: v.name for some in _in_parts(wanted) for k, v in people(some).items()}
        return {user_id: known.get(user_id, user_id) for user_id in wanted}

    def of_dialogues(self, ask: Callable[[Sequence[int]], Iterable[T]]) -> Iterable[T]:
        """What is asked for by numbers of dialogues, some at a time."""
        for some in _in_parts([dialogue.number for dialogue in self.dialogues]):
            yield from ask(some)


def within(found: Sequence[T]) -> tuple[T, ...]:
    """The same; TooMany where there are more than a pack may hold."""
    if len(found) > MOST:
        raise TooMany(MOST)
    return tuple(found)


def reader_narrowed(reader: Reader, group: Group, audience: Audience | None) -> Reader:
    """The reader; or another, who sees no more of the group than these people and the reader."""
    seen = audience_of(reader, [group])
    if audience is None or seen is None or not is_narrower(seen, audience):
        return reader
    return reader_of_audience(audience, [group.id], user_id=reader.user_id)


def audience_of(reader: Reader, groups: Iterable[Group]) -> Audience | None:
    """The narrowest audience whose records the reader sees; None where it sees nothing."""
    seen = {audience for group in groups for audience in reader.audiences_under(group.id)}
    return narrowest_audience(*seen) if seen else None


def _day(day: date) -> str:
    return spell_day(day).split(" ", 1)[1]


def _in_parts(all_of_them: list[T]) -> Iterable[list[T]]:
    for first in range(0, len(all_of_them), _AT_ONCE):
        yield all_of_them[first : first + _AT_ONCE]

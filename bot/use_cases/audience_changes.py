"""Opens a record to more readers, who are named first; redraws posts when it gets fewer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Protocol, TypeVar

from bot.domain import Audience, Dialogue
from bot.domain.audience import Record, is_narrower, narrowest_audience
from bot.domain.delivery import GATHERED_KINDS, SubjectType
from bot.domain.errors import AskAgain
from bot.languages import _
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context

R = TypeVar("R", bound=Record)


class WrittenEntry(Protocol):
    """What was written under a record: a line of its history, an item of its agenda."""

    @property
    def audience(self) -> Audience: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is about to open: the records' references, the first one being the one asked for.

    `before`: the narrowest audience that one of them has now. `entries`: how many were written
    under them for fewer people than `after`; they stay so. `mark` changes with all of this and
    with the records themselves: who sends it has seen this very opening.
    """

    references: tuple[str, ...]
    before: Audience
    after: Audience
    entries: int
    mark: str


class Widens(AskAgain):
    """Nothing was changed: the person has not seen yet what this opens."""

    def __init__(self, opening: Opening) -> None:
        super().__init__(
            _(
                "This opens {reference} to more people. Nothing was changed: please open its form "
                "again, to see first what they will be shown.",
                reference=opening.references[0],
            )
        )
        self.opening = opening


def demand_seen(
    changes: Iterable[tuple[R, R]], told: str, entries: Callable[[R], Sequence[WrittenEntry]]
) -> None:
    """Call this before anything is written; Widens unless `told` is the mark of what opens.
    `changes`: each record before and after. `entries`: what the person who changes them may read
    under one."""
    opened = [(b, a) for b, a in changes if is_narrower(b.audience, a.audience)]
    if not opened:
        return
    written = [(entry, after) for before, after in opened for entry in entries(before)]
    kept = [entry for entry, after in written if is_narrower(entry.audience, after.audience)]
    after = opened[0][1].audience
    seen = repr(([before for before, _ in opened], after, kept))
    opening = Opening(
        references=tuple(before.reference for before, _ in opened),
        before=narrowest_audience(*(before.audience for before, _ in opened)),
        after=after,
        entries=len(kept),
        mark=sha256(seen.encode()).hexdigest()[:32],
    )
    if told != opening.mark:
        raise Widens(opening)


def demand_seen_by_readers(before: R, after: R, told: str, context: Context) -> None:
    """The same of one record, with the lines of its history."""
    work = context.work
    demand_seen([(before, after)], told, lambda r: work.journal.events_under(context.reader, r))


def redraw_gathered(group_id: int, since: datetime, *, work: UnitOfWork) -> tuple[str, ...]:
    """Mark the group's posts that may name a record made at `since`; the recipient of each."""
    return tuple(
        recipient
        for subject_type, kinds in GATHERED_KINDS
        for recipient in work.deliveries.mark_stale(subject_type, str(group_id), kinds, since=since)
    )


def redraw_posts_of(dialogue: Dialogue, *, work: UnitOfWork) -> tuple[str, ...]:
    """The same, and every message about the dialogue itself, direct messages too."""
    own = work.deliveries.mark_stale(SubjectType.DIALOGUE, dialogue.reference)
    return own + redraw_gathered(dialogue.group_id, dialogue.created_at, work=work)

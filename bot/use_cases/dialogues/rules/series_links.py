"""How series hang together: which dialogue announced one, and how it goes on after a change.

A change of "this and all later" ends a series and lets it go on as a new one; to people it stays
the same. `series_links` keeps what ties them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain import Dialogue, Reader, Series
from bot.domain.dialogue import SeriesLink
from bot.ports.unit_of_work import UnitOfWork
from bot.use_cases.context import Context

SHOWN_AHEAD = 3
"""How many of the next dates are shown beside one dialogue of a series."""


def note_opened(series: Series, number: int, *, work: UnitOfWork) -> None:
    """Dialogue `number` is the one whose invitation announces the series."""
    work.series_links.keep_link(replace(work.series_links.get(series.id), opened_by=number))


def note_goes_on(ended: Series, going_on: Series, *, work: UnitOfWork) -> None:
    """From its change on the one goes on as the other."""
    number = opening_number(ended.id, work=work)
    link = SeriesLink(series_id=going_on.id, comes_from=ended.id, opened_by=number)
    work.series_links.keep_link(link)


def note_ended(series_id: int, context: Context) -> None:
    """Somebody has cancelled one dialogue of the series and all later ones."""
    link = context.work.series_links.get(series_id)
    context.work.series_links.keep_link(replace(link, ended_at=context.now))


def ended_at(series_id: int, *, work: UnitOfWork) -> datetime | None:
    """When somebody last did so, here or in what the series goes on as; None: never."""
    line = from_here_on(series_id, work=work)
    ends = (work.series_links.get(series.id).ended_at for series in line)
    return max((end for end in ends if end is not None), default=None)


def opening_number(series_id: int, *, work: UnitOfWork) -> int | None:
    """The number of the dialogue that announced the series, also as what it was before."""
    return work.series_links.get(series_id).opened_by


def opens_series(dialogue: Dialogue, *, work: UnitOfWork) -> bool:
    """Whether its invitation is the one that announces a whole series."""
    if dialogue.series_id is None:
        return False
    return opening_number(dialogue.series_id, work=work) == dialogue.number


def from_here_on(series_id: int, *, work: UnitOfWork) -> tuple[Series, ...]:
    """The series, and those as which it goes on, in order."""
    series = work.series.get(series_id)
    if series is None:
        return ()
    found = [series]
    # What was parted from it last was parted nearest to its beginning.
    for following in work.series_links.coming_from(series_id):
        found += from_here_on(following, work=work)
    return tuple(found)


def whole_line(series_id: int, *, work: UnitOfWork) -> tuple[Series, ...]:
    """The same from the beginning, whatever it was before."""
    root = series_id
    while (earlier := work.series_links.get(root).comes_from) is not None:
        root = earlier
    return from_here_on(root, work=work)


def next_of_series(
    dialogue: Dialogue, reader: Reader, *, work: UnitOfWork, most: int = SHOWN_AHEAD
) -> tuple[Dialogue, ...]:
    """The planned ones of its series that start after it, as far as the reader may see them."""
    if dialogue.series_id is None:
        return ()
    ids = [series.id for series in from_here_on(dialogue.series_id, work=work)]
    return work.dialogues.next_of_series(reader, ids, dialogue.starts_at, limit=most)


class Scope(StrEnum):
    """A dialogue that belongs to no series is always ONE."""

    ONE = "one"
    """This one."""
    LATER = "later"
    """This one and all later ones of its series, by their places in it."""
    WHOLE = "whole"
    """All of its series that are still ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One series, its rows that are reached (planned and ahead), by date, and from which date on.
    `since` None: it has no date ahead."""

    series: Series
    rows: tuple[Dialogue, ...]
    since: date | None


def affected_dialogues(dialogue: Dialogue, scope: Scope, context: Context) -> tuple[Reached, ...]:
    """Also what an earlier change made of the series: to people it is one. Nothing for what belongs
    to no series."""
    if dialogue.series_id is None:
        return ()
    line = whole_line if scope is Scope.WHOLE else from_here_on
    found = []
    for series in line(dialogue.series_id, work=context.work):
        since: date | None = None
        if scope is Scope.LATER and series.id == dialogue.series_id:
            since = dialogue.series_date
        rows = [
            row
            for row in context.work.dialogues.of_series(series.id)
            if not row.cancelled
            and row.starts_at > context.now
            and (row.series_date or date.min) >= (since or date.min)
        ]
        ahead = (o.day for o in series.occurrences(date.max) if o.starts_at > context.now)
        found.append(Reached(series=series, rows=tuple(rows), since=since or next(ahead, None)))
    return tuple(found)

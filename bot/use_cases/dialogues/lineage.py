"""How series hang together: which dialogue announced one, and how it goes on after a change.

A change of "this and all later" ends a series and lets it go on as a new one; to people it stays
the same. The journal keeps what ties them, under `series/<id>`.
"""

from datetime import datetime

from bot.domain.dialogue import Dialogue
from bot.domain.recurrence import Series
from bot.domain.roles import Reader
from bot.ports.unit_of_work import UnitOfWork

_OPENED, _GOES_ON, _COMES_FROM = "opened by", "goes on as", "comes from"
_ENDED = "ended with"

SHOWN_AHEAD = 3
"""How many of the next dates are shown beside one dialogue of a series."""


def note_opened(series: Series, number: int, *, who: str, work: UnitOfWork, now: datetime) -> None:
    """Dialogue `number` is the one whose invitation announces the series."""
    _record(series.id, _OPENED, number, who, work, now)


def note_goes_on(
    ended: Series, going_on: Series, *, who: str, work: UnitOfWork, now: datetime
) -> None:
    """From its change on the one goes on as the other."""
    _record(ended.id, _GOES_ON, going_on.id, who, work, now)
    _record(going_on.id, _COMES_FROM, ended.id, who, work, now)
    number = opening(ended.id, work=work)
    if number is not None:
        note_opened(going_on, number, who=who, work=work, now=now)


def note_ended(series_id: int, number: int, *, who: str, work: UnitOfWork, now: datetime) -> None:
    """Somebody has cancelled dialogue `number` of the series and all later ones."""
    _record(series_id, _ENDED, number, who, work, now)


def ended_at(series_id: int, *, work: UnitOfWork) -> datetime | None:
    """When somebody last did so, here or in what the series goes on as; None: never."""
    found = [
        at
        for series in from_here_on(series_id, work=work)
        for at, _, did, _ in work.journal.about(_subject(series.id))
        if did == _ENDED
    ]
    return max(found, default=None)


def opening(series_id: int, *, work: UnitOfWork) -> int | None:
    """The number of the dialogue that announced the series, also as what it was before."""
    return next(reversed(_noted(series_id, _OPENED, work)), None)


def opens_series(dialogue: Dialogue, *, work: UnitOfWork) -> bool:
    """Whether its invitation is the one that announces a whole series."""
    if dialogue.series_id is None:
        return False
    return opening(dialogue.series_id, work=work) == dialogue.number


def from_here_on(series_id: int, *, work: UnitOfWork) -> tuple[Series, ...]:
    """The series, and those as which it goes on, in order."""
    series = work.series.get(series_id)
    if series is None:
        return ()
    found = [series]
    # What was parted from it last was parted nearest to its beginning.
    for following in sorted(_noted(series_id, _GOES_ON, work), reverse=True):
        found += from_here_on(following, work=work)
    return tuple(found)


def whole_line(series_id: int, *, work: UnitOfWork) -> tuple[Series, ...]:
    """The same from the beginning, whatever it was before."""
    root = series_id
    while earlier := _noted(root, _COMES_FROM, work):
        root = earlier[0]
    return from_here_on(root, work=work)


def next_of_series(
    dialogue: Dialogue, reader: Reader, *, work: UnitOfWork, most: int = SHOWN_AHEAD
) -> tuple[Dialogue, ...]:
    """The planned ones of its series that start after it, as far as the reader may see them."""
    if dialogue.series_id is None:
        return ()
    ids = [series.id for series in from_here_on(dialogue.series_id, work=work)]
    return work.dialogues.next_of_series(reader, ids, dialogue.starts_at, limit=most)


def _subject(series_id: int) -> str:
    return f"series/{series_id}"


def _record(
    series_id: int, did: str, number: int, who: str, work: UnitOfWork, now: datetime
) -> None:
    work.journal.record(who, did, _subject(series_id), now, str(number))


def _noted(series_id: int, did: str, work: UnitOfWork) -> list[int]:
    """The numbers that were noted so, the oldest first."""
    return [
        int(detail)
        for _, _, done, detail in work.journal.about(_subject(series_id))
        if done == did and detail is not None
    ]

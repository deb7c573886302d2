"""Revisions of a dialogue: its former times, and what changed with each."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueRevision:
    """One revision of dialogue `number`; the first is 1.

    `starts_at` is aware UTC and was planned in `zone`. `invited`: ids of the organisations.
    `along`: an earlier dialogue of the series changed too, and its notice tells of this one.
    """

    number: int
    revision: int
    starts_at: datetime
    zone: str
    invited: tuple[int, ...] = ()
    along: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChange:
    """One change of many dialogues, kept with the first of them; the lists hold numbers.

    `revision`: which the change made of the first. `was`: the rule before, in words; None where
    the series was cancelled. `series_id`: the series that goes on.
    """

    number: int
    revision: int
    was: str | None = None
    series_id: int | None = None
    kept: tuple[int, ...] = ()
    too_near: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLink:
    """How a series hangs together with others, and what became of it.

    `comes_from`: the series that it was before a change of "this and all later".
    `opened_by`: the number of the dialogue whose invitation announces it.
    `ended_at`: when somebody last cancelled the rest of it, aware UTC.
    """

    series_id: int
    comes_from: int | None = None
    opened_by: int | None = None
    ended_at: datetime | None = None

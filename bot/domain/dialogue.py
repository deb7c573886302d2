"""A dialogue: a meeting of a group at a local wall time in one IANA zone, with answers and agenda.
Its revisions are kept: former times, and what changed with each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.reference import DIALOGUE, render_reference

DEFAULT_MINUTES = 60
LONGEST_MINUTES = 24 * 60
LONGEST_AHEAD = timedelta(days=6 * 366)
"""Longer than any dialogue can be planned ahead."""
AHEAD_IN_PERSON = 10
"""Minutes before the start at which those who come are told privately, with the link."""


class DialogueStatus(StrEnum):
    PLANNED = "planned"
    CANCELLED = "cancelled"


class RsvpAnswer(StrEnum):
    """An RSVP; iCalendar calls them ACCEPTED, TENTATIVE and DECLINED."""

    GOING = "going"
    MAYBE = "maybe"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """`wall` is naive local time in `zone`; `starts_at` the same instant, aware UTC. `revision`
    counts moves (each owes new reminders); `sequence` counts every change that a calendar must hear
    of (RFC 5545 SEQUENCE)."""

    number: int
    group_id: int
    title: str
    wall: datetime
    zone: str
    starts_at: datetime
    minutes: int = DEFAULT_MINUTES
    link: str | None = None
    audience: Audience = Audience.GROUP
    status: DialogueStatus = DialogueStatus.PLANNED
    reason: str | None = None
    """Why it was cancelled."""
    created_by: str
    created_at: datetime
    revision: int = 1
    sequence: int = 0
    series_id: int | None = None
    series_date: date | None = None
    """Its date in its series, wherever it has been moved: with `series_id` its
    identity (RFC 5545 calls it RECURRENCE-ID)."""
    attendance_confirmed_at: datetime | None = None
    changed_at: datetime | None = None
    """When `sequence` last rose, aware UTC; None: never."""

    @property
    def reference(self) -> str:
        return render_reference(DIALOGUE, self.number)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def occurrence(self) -> str:
        """The identity of this date: the local date, never the instant."""
        if self.series_date is not None:
            return self.series_date.isoformat()
        return self.wall.date().isoformat()

    @property
    def cancelled(self) -> bool:
        return self.status is DialogueStatus.CANCELLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rsvp:
    """One person's answer to one dialogue; the organisation is the one they spoke for then."""

    user_id: str
    answer: RsvpAnswer
    organisation_id: int | None
    answered_at: datetime
    delegate_user_id: str | None = None
    """Who comes in their place, of the same organisation; only beside "cannot"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """A person who took part, and the organisation they spoke for then."""

    user_id: str
    organisation_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """Who was there by name, and of how many organisations."""

    names: tuple[str, ...]
    organisations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueRevision:
    """One revision of dialogue `number`; the first is 1. `starts_at` is aware UTC and was planned
    in `zone`. `invited`: ids of the organisations. `along`: an earlier dialogue of the series
    changed too, and its notice tells of this one."""

    number: int
    revision: int
    starts_at: datetime
    zone: str
    invited: tuple[int, ...] = ()
    along: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChange:
    """One change of many dialogues, kept with the first of them; the lists hold numbers.
    `revision`: which the change made of the first. `was`: the rule before, in words; None where the
    series was cancelled. `series_id`: the series that goes on."""

    number: int
    revision: int
    was: str | None = None
    series_id: int | None = None
    kept: tuple[int, ...] = ()
    too_near: tuple[int, ...] = ()
    cancelled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLink:
    """How a series hangs together with others, and what became of it. `comes_from`: the series that
    it was before a change of "this and all later". `opened_by`: the number of the dialogue whose
    invitation announces it. `ended_at`: when somebody last cancelled the rest of it, aware UTC."""

    series_id: int
    comes_from: int | None = None
    opened_by: int | None = None
    ended_at: datetime | None = None


class ItemStatus(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    LEFT_OUT = "left_out"
    CARRIED = "carried"
    """Not done in time: it stands again on the agenda of a later dialogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """`dialogue` is the number of its dialogue; `position` orders the accepted ones, from 1.
    `presenter_user_id` None: whoever suggested it. `carried_from`: the dialogue it comes from."""

    id: int
    dialogue: int
    title: str
    minutes: int
    presenter_user_id: str | None = None
    suggested_by: str
    status: ItemStatus = ItemStatus.SUGGESTED
    position: int = 0
    carried_from: int | None = None
    created_at: datetime
    audience: Audience = Audience.MEMBERS
    """That of the dialogue when this was written; it stays when the dialogue's gets wider."""
    each_time: bool = False
    """Whether it stands on the agenda of every date of its series from now on."""

    @property
    def presenter(self) -> str:
        """A user id: whoever suggested it, unless another was named."""
        return self.presenter_user_id or self.suggested_by

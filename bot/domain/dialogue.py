"""A dialogue: a meeting of a group at a local wall time in one IANA zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.domain.audience import Audience
from bot.domain.reference import DIALOGUE, render_reference

DEFAULT_MINUTES = 60
LONGEST_MINUTES = 24 * 60
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
    """`wall` is naive local time in `zone`; `starts_at` the same instant, aware UTC.

    `revision` counts moves (each owes new reminders); `sequence` counts every change that
    a calendar must hear of (RFC 5545 SEQUENCE).
    """

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
    changed_at: datetime | None = None
    """When `sequence` last rose, aware UTC; None: never."""
    series_id: int | None = None
    series_date: date | None = None
    """Its date in its series, wherever it has been moved: with `series_id` its
    identity (RFC 5545 calls it RECURRENCE-ID)."""
    attendance_confirmed_at: datetime | None = None

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

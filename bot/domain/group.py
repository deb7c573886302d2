"""A working group: one channel run by Convenor, its settings and its chairs' terms."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from bot.domain.audience import Audience

DEFAULT_REMINDERS = (7 * 24 * 60, 24 * 60, 60)
"""Minutes before a dialogue at which its channel is reminded: one week, one day, one hour."""


class MorningPart(StrEnum):
    """What the chairs of a group can find about it in their morning message."""

    UNOWNED = "unowned"
    WEEK_OVERDUE = "week_overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`zone` is IANA; `digest_weekday` counts from Monday = 0, None means no weekly digest."""

    id: int
    channel_id: str
    name: str
    zone: str
    default_audience: Audience = Audience.GROUP
    reminders: tuple[int, ...] = DEFAULT_REMINDERS
    digest_weekday: int | None = None
    digest_time: time = time(9, 0)
    digest_revision: int = 1
    """Counts changes of the weekly hour, so that a change owes new deliveries."""
    show_left_out: bool = False
    """Whether a digest counts what it leaves out for its readers' sake."""
    created_at: datetime
    spotlight_weekday: int | None = None
    """As `digest_weekday`; None: no practice is shown again each week."""
    spotlight_time: time = time(9, 0)
    spotlight_from: datetime | None = None
    """When this hour was set: only later ones count."""
    mornings: tuple[str, ...] = tuple(MorningPart)
    silence_hours: int = 72
    """The shortest time from a proposal to its deadline."""
    silence_answers: int = 0
    """How many member organisations must answer a proposal before it is adopted."""
    silence_more_days: int = 3
    """By how many days “Need time” moves the deadline."""
    observers_comment: bool = False
    """Whether observers can comment on proposals."""
    line_emoji: tuple[str, ...] = ()
    """Names of the emoji that mark a message as a line of minutes, in the order of LineKind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One person's time as a chair: from `starts_on` to the end of `ends_on` (None: open)."""

    user_id: str
    starts_on: date
    ends_on: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person chairs on `day`, a date in the group's zone."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointments:
    """Who chairs a group and when, and who is lowered to observer in it."""

    terms: tuple[Term, ...] = ()
    lowered: frozenset[str] = field(default_factory=frozenset)

    def chairs_on(self, day: date) -> tuple[str, ...]:
        """User ids of the chairs on `day`, in order of their start."""
        return tuple(
            dict.fromkeys(
                t.user_id for t in sorted(self.terms, key=lambda t: t.starts_on) if t.covers(day)
            )
        )

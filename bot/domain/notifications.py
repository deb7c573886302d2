"""Notifications: what a delivery says, as facts; the door puts them into words and blocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.action_item import ActionItem
from bot.domain.delivery import Notification as Notification
from bot.domain.dialogue import AgendaItem, Dialogue, Noted, Rsvp, RsvpAnswer
from bot.domain.group import Group
from bot.domain.markers import LineKind
from bot.domain.message_kind import DropReason
from bot.domain.minutes import Minutes, MinutesVersion
from bot.domain.morning import Morning
from bot.domain.recurrence import Series


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueNotification(Notification):
    """What every notification about a dialogue names; each kind has beside it only what it shows.

    Where a kind has them: `series` is what it belongs to, as it stands now; `chairs` are names;
    `agenda` the accepted items in order, each with its presenter's name; `unsocial` the local
    starts of organisations for which it is out of hours.
    """

    dialogue: Dialogue
    group: Group


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnout:
    """The answers so far, by person and by organisation."""

    rsvps: tuple[Rsvp, ...] = ()
    members_coming: int = 0
    """Member organisations with someone who is going, out of `members_invited`."""
    members_invited: int = 0
    """0 while nobody has answered: then neither is told."""

    def count(self, answer: RsvpAnswer) -> int:
        return sum(1 for r in self.rsvps if r.answer is answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalStart:
    """What time a dialogue starts for one organisation; `days_off` is -1, 0 or 1 calendar days."""

    organisation: str
    zone: str
    clock: str
    days_off: int
    holiday: str | None = None
    """The public holiday that the organisation's country keeps on that local day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement(DialogueNotification):
    """The invitation with its RSVP buttons, kept up to date in place. `opens_series`: it is the one
    that announces its whole series; then `coming_dates` are the next few occurrences after this
    one. `over`: nobody can answer it any more."""

    over: bool = False
    turnout: Turnout = Turnout()
    unsocial: tuple[LocalStart, ...] = ()
    chairs: tuple[str, ...] = ()
    agenda: tuple[tuple[AgendaItem, str], ...] = ()
    series: Series | None = None
    opens_series: bool = False
    coming_dates: tuple[Dialogue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder(DialogueNotification):
    """Goes out some minutes before the start, to the channel or (ten minutes) to a participant.
    `over`: nobody can answer it any more."""

    minutes_before: int
    over: bool = False
    turnout: Turnout = Turnout()
    series: Series | None = None


class End(StrEnum):
    """Why nobody can answer what an older message asked."""

    CANCELLED = "cancelled"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLongerAsked(DialogueNotification):
    """In place of a posted reminder or notice of a move, which asked for answers until then."""

    end: End


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNotice(DialogueNotification):
    """The dialogue was moved (`was` says from when, in words) or cancelled (`was` is None).

    One that is not cancelled any more takes place after all.

    A move clears the answers, so its notice asks for them again. `series_words`: plain sentences
    about the later ones of its series, where they were changed along with it. `over`: nobody can
    answer it any more.
    """

    over: bool = False
    was: str | None = None
    series_words: str | None = None
    series: Series | None = None
    unsocial: tuple[LocalStart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A person who said Going, or their delegate; `organisation` is a name or ""."""

    user_id: str
    name: str
    organisation_id: int | None
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Begins(DialogueNotification):
    """To the channel at the start: the root of the dialogue's thread."""

    chairs: tuple[str, ...] = ()
    agenda: tuple[tuple[AgendaItem, str], ...] = ()
    expected: tuple[Expected, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceAsked(DialogueNotification):
    """To a chair: were these people there? Ten minutes before the end, with the request to write
    down decisions and actions (`closing`); after it where that could not be sent. `noted`: what
    somebody has confirmed since; a posted question is brought up to date with it."""

    closing: bool = False
    agenda: tuple[tuple[AgendaItem, str], ...] = ()
    expected: tuple[Expected, ...] = ()
    noted: Noted | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDraft(DialogueNotification):
    """To a chair: how far the draft is. `lines`: how many were marked, `counted` by kind;
    `recorded` of them are actions or decisions by now. `sealed`: the last version, if any."""

    minutes: Minutes
    counted: Mapping[LineKind, int]
    recorded: int
    lines: int
    corrections: int = 0
    """Those that wait for a chair."""
    sealed: MinutesVersion | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesCirculated(DialogueNotification):
    """To the group: a draft to be read and corrected. `title`: without names where they are left
    out. `closed`: it takes no corrections any more."""

    minutes: Minutes
    title: str
    closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPosted(DialogueNotification):
    """To the group: a sealed version. `last`: the number of the one that stands now."""

    version: MinutesVersion
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLogged(Notification):
    """A reply to the message from which an action was logged. `by` and `owner` are names."""

    action: ActionItem
    by: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionGiven(Notification):
    """To the owner of an action: `words` say who gave it, `morning` has it as its one item."""

    group: Group
    words: str
    morning: Morning


@dataclass(frozen=True, slots=True)
class Withdrawn(Notification):
    """In place of a posted message whose subject its readers may not see any more."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The look before the send found nothing to say."""

    why: DropReason
    detail: str | None = None

"""What is one person's alone: private addresses, Home tabs, drafts, and what can be undone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Protocol

from bot.domain.action_item import ActionItem
from bot.domain.dialogue import Dialogue, SeriesLink
from bot.domain.recurrence import Series


class AddressOf(StrEnum):
    """What is read at a private address; the value is what the journal calls it."""

    CALENDAR = "calendar address"
    PRACTICES = "practices address"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarAddress:
    """Whoever knows the secret reads what this person may, until they ask for a new one."""

    workspace_id: str
    user_id: str
    secret_hash: str
    """As `hash_of` makes it."""
    created_at: datetime


def hash_of(secret: str) -> str:
    """SHA-256, 64 hex digits. A slow hash would add nothing: nobody can try 256 random bits."""
    return sha256(secret.encode()).hexdigest()


class Calendars(Protocol):
    """At most one address a person; keeping a new one revokes the old one."""

    def of_person(self, user_id: str) -> CalendarAddress | None: ...

    def keep_address(self, address: CalendarAddress) -> None: ...

    def revoke_of(self, user_id: str) -> bool:
        """Whether there was one."""

    def behind_secret(self, secret_hash: str) -> CalendarAddress | None:
        """Whose address this is, in whichever workspace: the one look-up that spans them."""


STAYS_OPEN = timedelta(hours=8)
"""Nobody tells us that a Home tab was closed: it is kept true for a working day after it was
opened, then emptied: nobody would see to what it still shows. Opened again, it is always published
again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHome:
    """`shows`: a mark of what was published last; None: it must be published, whatever it is.
    `hash`: the platform's mark of that publication, which it wants back with the next one."""

    user_id: str
    opened_at: datetime
    shows: str | None = None
    hash: str | None = None


class Homes(Protocol):
    """One row a person."""

    def note_opened(self, user_id: str, now: datetime) -> None:
        """It is published next whatever it shows."""

    def open_since(self, moment: datetime) -> tuple[OpenHome, ...]: ...

    def left_since(self, moment: datetime, *, shows: str) -> tuple[OpenHome, ...]:
        """Those that were opened before `moment` and show something else."""

    def get(self, user_id: str) -> OpenHome | None: ...

    def note_shown(self, before: OpenHome, *, shows: str, published: str | None) -> None:
        """What was published. Where somebody else has noted theirs since `before`, nobody knows
        which of the two stands there, so that it is published once more."""


UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoStep:
    """One act: each record that it changed as it was before, and as it was made. `did`: the act in
    the words of the journal. `links`: what tied series together before. `undone_at`: None until it
    was undone."""

    id: int = 0
    who: str
    at: datetime
    did: str
    actions: tuple[tuple[ActionItem, ActionItem], ...] = ()
    dialogues: tuple[tuple[Dialogue, Dialogue], ...] = ()
    series: tuple[tuple[Series, Series], ...] = ()
    links: tuple[SeriesLink, ...] = ()
    made: tuple[ActionItem, ...] = ()
    """The next ones of recurring actions, which were made by the act."""
    undone_at: datetime | None = None


class Steps(Protocol):
    """Each is read by its own person alone; it is forgotten a day later."""

    def keep(self, step: UndoStep) -> int:
        """Its id, which a button carries."""

    def get(self, user_id: str, step_id: int) -> UndoStep | None: ...

    def done_since(self, user_id: str, since: datetime) -> Sequence[UndoStep]:
        """Those that were not undone, the newest first."""

    def note_undone(self, step_id: int, now: datetime) -> None: ...

    def forget_before(self, moment: datetime) -> int: ...


KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The last draft of one form by one person.

    `form`: what the form is and what it is about, as one word. `filled`: the door's own words for
    the fields that were changed; "" once the form of `view_id` was sent or thrown away.
    `typed_at`: the moment of the key, by which late ones are told.
    """

    user_id: str
    form: str
    view_id: str
    filled: str
    typed_at: datetime
    kept_at: datetime


class Drafts(Protocol):
    """Half-filled forms. Each is read by its own person alone."""

    def of(self, user_id: str, form: str, since: datetime) -> Draft | None:
        """What must be filled in again; None where nothing is, or it was kept before `since`."""

    def keep(self, draft: Draft) -> None:
        """In the place of the one before; not where that form was sent or has a later key."""

    def finish(self, draft: Draft) -> None:
        """Its form was sent or thrown away: what is typed in that view comes too late."""

    def forget_of(self, user_id: str) -> int: ...

    def forget_before(self, moment: datetime) -> int: ...

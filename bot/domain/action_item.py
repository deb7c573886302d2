"""An action item: something an organisation has promised, through a named officer or nobody yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.audience import Audience
from bot.domain.person import Person
from bot.domain.reference import ACTION, render_reference
from bot.languages import N_

DUE_SOON_DAYS = 3
NO_ORGANISATION = N_("People without an organisation")


class ActionStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionItem:
    """`due_on` is a calendar day in the owner's zone (`zone`); None: no due date yet."""

    number: int
    group_id: int
    title: str
    owner_user_id: str | None = None
    owner_organisation_id: int | None = None
    """The organisation that promised it; set with or without an officer."""
    due_on: date | None = None
    zone: str = "UTC"
    """The owner's zone when last assigned, else the group's: where the due day ends."""
    audience: Audience = Audience.GROUP
    status: ActionStatus = ActionStatus.OPEN
    note: str | None = None
    """Said when it was done, or why it was dropped."""
    created_by: str
    created_at: datetime
    settled_at: datetime | None = None
    settled_by: str | None = None
    snoozed_until: date | None = None
    """Left out of morning messages before this day."""
    passed_on_from: str | None = None
    """The officer who is not there any more, while it waits for another one (a user id)."""
    changed_at: datetime | None = None
    """When its owner, its due day or its state last changed; None: never since it was logged."""
    linked_to: int | None = None
    """The number of the first of those that were logged together, one for each owner."""
    from_dialogue: int | None = None
    from_channel: str | None = None
    from_message: str | None = None
    """The message that it was made from, by channel and moment, with its address."""
    from_link: str | None = None
    repeats: str | None = None
    """As RFC 5545 writes its rule. The last action of a series alone has it."""
    series: int | None = None
    """The number of the first action of its series."""
    occurrence: date | None = None
    """The date of the rule that it was made for, whatever its due date is now."""
    given_at: datetime | None = None
    """When its present owner got it, and who gave it (a user id, or "convenor")."""
    given_by: str | None = None

    @property
    def reference(self) -> str:
        return render_reference(ACTION, self.number)

    @property
    def given_mark(self) -> str:
        """The occurrence of what tells its owner that it was given to them."""
        at = self.given_at.isoformat() if self.given_at else ""
        return f"{self.reference} {self.given_by} {at}"

    @property
    def open(self) -> bool:
        return self.status is ActionStatus.OPEN


def is_overdue(action: ActionItem, now: datetime) -> bool:
    """Open, and its due date has ended in the owner's zone."""
    if not action.open or action.due_on is None:
        return False
    return now.astimezone(ZoneInfo(action.zone)).date() > action.due_on


class Urgency(StrEnum):
    """The heading of the morning message that lists an action."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"


def urgency_on(action: ActionItem, today: date, soon: date) -> Urgency | None:
    """The heading for `today` (the reader's local date); None when it need not be mentioned.
    `soon`: the last day that counts as near."""
    if not action.open or action.due_on is None:
        return None
    if action.snoozed_until is not None and today < action.snoozed_until:
        return None
    days = (action.due_on - today).days
    if days < 0:
        return Urgency.OVERDUE
    if days == 0:
        return Urgency.TODAY
    return Urgency.SOON if action.due_on <= soon else None


def owns_action(person: Person | None, action: ActionItem) -> bool:
    """Whether the action is this person's to complete; an unknown person owns nothing."""
    if person is None:
        return False
    if action.owner_user_id is not None:
        return action.owner_user_id == person.user_id
    return is_shared(action) and (
        person.organisation is not None and person.organisation.id == action.owner_organisation_id
    )


def is_shared(action: ActionItem) -> bool:
    """Promised by an organisation that has named no officer yet."""
    return action.owner_user_id is None and action.owner_organisation_id is not None


def is_unowned(action: ActionItem) -> bool:
    """Nobody owns it yet, so the chair's morning list shows it."""
    return action.owner_user_id is None and action.owner_organisation_id is None


def organisation_of(
    owner: tuple[int | None, str | None], people: Mapping[str, Person], names: Mapping[int, str]
) -> str | None:
    """The name of the organisation that owns an action; None where nobody does."""
    body, officer = owner
    person = people.get(officer or "") if body is None else None
    if person is not None and person.organisation is not None:
        return person.organisation.name
    return None if owner == (None, None) else names.get(body or 0, NO_ORGANISATION)

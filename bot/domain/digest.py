"""A digest: what happened in a group in a week, and what is coming."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.action_item import ActionItem
from bot.domain.dialogue import Dialogue
from bot.domain.group import Group
from bot.domain.practice import Practice

LOOKS_BACK = timedelta(days=7)
LOOKS_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestHold:
    """One posting of the weekly digest that a chair has held.

    `occurrence`: the posting's local ISO date; `revision`: of the group's weekly hour.
    `held_at` is aware UTC.
    """

    group_id: int
    occurrence: str
    revision: int
    held_by: str
    held_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationTally:
    """One organisation's actions in the week; `name` is None for what nobody owns."""

    name: str | None
    logged: int = 0
    done: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Already limited to what its readers may see; every section may be empty.

    `since` to `until` is the week looked back on, aware UTC.
    """

    group: Group
    since: datetime
    until: datetime
    coming: tuple[Dialogue, ...] = ()
    held: tuple[Dialogue, ...] = ()
    """Dialogues of the week, cancelled ones left out."""
    logged: tuple[ActionItem, ...] = ()
    done: tuple[ActionItem, ...] = ()
    overdue: tuple[ActionItem, ...] = ()
    tallies: tuple[OrganisationTally, ...] = ()
    practices: tuple[Practice, ...] = ()
    took_part: tuple[tuple[str, int], ...] = ()
    """(organisation, people who said they were going) over the week's dialogues."""
    unanswered: int = 0
    """For the chair: invitations to coming dialogues that wait for an answer."""
    awaiting_review: int = 0
    unowned: int = 0
    left_out: int = 0
    """Records kept out for their audience's sake; shown only if the chair switched that on."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Display names by user id, for owners and authors."""
    organisations: Mapping[int, str] = field(default_factory=dict)
    """Names of organisations by id, for owners and authors."""

    @property
    def empty(self) -> bool:
        return not (
            self.coming or self.held or self.logged or self.done or self.overdue or self.practices
        )

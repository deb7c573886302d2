"""People, their organisations, working groups with their roles, and channels as last read."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from bot.domain import Group, Organisation, OrganisationKind, Person
from bot.domain.group import Appointments, ChannelOpening, ChannelReading, Term
from bot.domain.known_names import KnownNames
from bot.domain.person import Absence, HowOften, PersonFacts


class Organisations(Protocol):
    """Regulators and observer bodies; names are unique in a workspace, in any letter case."""

    def add(
        self,
        *,
        name: str,
        kind: OrganisationKind,
        country: str,
        zone: str,
        aliases: tuple[str, ...] = (),
    ) -> Organisation: ...

    def change(self, organisation: Organisation) -> None: ...

    def keep_all(self, wanted: Collection[Organisation]) -> tuple[Organisation, ...]:
        """`add` those whose id is 0 and `change` the others; as they are now, in that order."""

    def get(self, organisation_id: int) -> Organisation | None: ...

    def by_name(self, name: str) -> Organisation | None:
        """The organisation of this name, letter case and outer white space aside."""

    def all(self) -> tuple[Organisation, ...]:
        """Members first, then observers, each by name."""

    def names(self) -> dict[int, str]:
        """Of all of them, by id."""

    def by_names(self) -> KnownNames[Organisation]:
        """All of them, to be found by what others call them."""


class People(Protocol):
    """People as last seen. A person without a row is unknown and has least rights."""

    def keep_seen(self, facts: PersonFacts, now: datetime) -> None:
        """Keep what the platform said of a user at this moment. Writes nothing when nothing
        changed, or what is kept was said later."""

    def is_news(self, facts: PersonFacts) -> bool:
        """Whether `keep_seen` would write."""

    def known_by_name(self) -> frozenset[str]:
        """User ids of everyone that the platform has described."""

    def get(self, user_id: str) -> Person | None: ...

    def by_ids(self, user_ids: Collection[str]) -> Mapping[str, Person]: ...

    def names(self, user_ids: Collection[str]) -> dict[str, str]:
        """Their display names, by user id."""

    def by_names(self, user_ids: frozenset[str]) -> KnownNames[Person]:
        """Those of them who are active and no apps, to be found by what others call them."""

    def all(self) -> tuple[Person, ...]:
        """Everyone, unassigned people first, then by organisation and name."""

    def assign(self, user_id: str, organisation_id: int | None) -> None:
        """Make the person speak for an organisation; adds a bare row for a user not yet seen."""

    def assign_all(self, places: Mapping[str, int | None]) -> None:
        """`assign` each of many user ids in two statements."""

    def appoint_secretariat(self, user_id: str, *, appointed: bool = True) -> None: ...

    def forget_unneeded(self, needed: Collection[str]) -> int:
        """Forget people that nothing here names: how many. Kept are those in `needed` (user ids),
        the roster's, who chose their mornings, and everyone that a record, a line of the journal or
        a message still owed names."""

    def choose_mornings(self, user_id: str, rhythm: HowOften, hour: int) -> None:
        """How often and at which hour a known person gets the morning message."""

    def keep_cover(
        self, user_id: str, deputy: str | None, absences: tuple[Absence, ...], now: datetime
    ) -> None:
        """Keep the deputy of a known person and when they are away, changed at this moment."""

    def keep_covers(
        self, covers: Mapping[str, tuple[str | None, tuple[Absence, ...]]], now: datetime
    ) -> None:
        """`keep_cover` of many known people, by user id, in one statement."""

    def with_cover(self) -> tuple[Person, ...]:
        """Everyone who has a deputy or an absence, past ones included."""

    def bodies_of_hearers(self) -> Mapping[str, int]:
        """The organisation's id of each active person of the roster who wants mornings."""

    def secretariat_ids(self) -> frozenset[str]:
        """User ids of the secretariat as kept here (settings may name more)."""

    def of_kind(self, kind: OrganisationKind) -> frozenset[str]:
        """User ids of the active people whose organisation is of this kind."""


class Groups(Protocol):
    """One group a channel."""

    def add(self, group: Group) -> Group:
        """Keep a new group; its `id` is ignored and the kept one comes back."""

    def change(self, group: Group) -> None: ...

    def get(self, group_id: int) -> Group | None: ...

    def of_record(self, group_id: int) -> Group:
        """The group that a stored record belongs to; no group is ever taken away."""

    def by_channel(self, channel_id: str) -> Group | None: ...

    def all(self) -> tuple[Group, ...]:
        """Every group of the workspace, by name."""


class Roles(Protocol):
    """Dated chair terms and lowered people, a group at a time."""

    def of_group(self, group_id: int) -> Appointments: ...

    def appoint_chair(self, group_id: int, term: Term) -> None: ...

    def end_terms(self, group_id: int, user_id: str, last_day: date) -> bool:
        """End the person's terms on `last_day` (those not begun are removed); whether any was."""

    def lower_person(self, group_id: int, user_id: str, *, lowered: bool) -> bool:
        """Lower the person to observer in this group, or lift that; whether anything changed."""


class Channels(Protocol):
    """One reading a channel."""

    def get(self, channel_id: str) -> ChannelReading | None: ...

    def keep_reading(self, reading: ChannelReading) -> None:
        """Store this reading in place of the one before."""

    def last_roster(self, channel_id: str) -> Mapping[str, int] | None:
        """Who was in it at the last daily check, with the organisation's id; None before any."""

    def keep_roster(self, channel_id: str, roster: Mapping[str, int]) -> None:
        """Nothing is kept of a channel that was never read."""

    def note_opening(self, opening: ChannelOpening) -> None: ...

    def openings(self, channel_id: str, since: datetime) -> tuple[ChannelOpening, ...]:
        """Those of one channel from that moment on, the oldest first."""

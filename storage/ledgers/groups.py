"""The ledgers of organisations and of groups: chairs' terms, channels as they were read last."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, or_, select

from bot.domain import Group, Organisation, OrganisationKind
from bot.domain.group import Appointments, ChannelOpening, ChannelReading, Term
from bot.domain.known_names import KnownNames
from storage.ledgers.ledger import (
    Ledger,
    from_row,
    own_rows,
    remember_read,
    remember_versioned,
    to_row,
    without_id,
)
from storage.ledgers.search import SearchedLedger
from storage.ledgers.search_entries import organisation_mark
from storage.tables import channel_openings, channel_readings, groups, lowered, organisations, terms
from storage.tables.types import folded_text, name_key

_ALL = select(groups).where(own_rows(groups))


class Groups(Ledger):
    """Implements bot.ports.ledgers.people.Groups."""

    def add(self, group: Group) -> Group:
        """IntegrityError where the channel has a group already."""
        return from_row(Group, self._put_numbered(groups, **without_id(group)))

    def change(self, group: Group) -> None:
        self._rewrite(groups, **to_row(group))

    def get(self, group_id: int) -> Group | None:
        return next((group for group in self.all() if group.id == group_id), None)

    def of_record(self, group_id: int) -> Group:
        return next(group for group in self.all() if group.id == group_id)

    def by_channel(self, channel_id: str) -> Group | None:
        return next((group for group in self.all() if group.channel_id == channel_id), None)

    @remember_versioned
    def all(self) -> tuple[Group, ...]:
        return tuple(sorted(self._asked(Group, _ALL), key=lambda g: (folded_text(g.name), g.id)))


_HELD = select(terms).where(own_rows(terms)).order_by(terms.c.starts_on, terms.c.user_id)
_LOW = select(lowered.c.group_id, lowered.c.user_id).where(own_rows(lowered))
_NOBODY = Appointments()
_lowered = lowered
"""Beside the parameter of the same name."""


class Roles(Ledger):
    """Implements bot.ports.ledgers.people.Roles."""

    def of_group(self, group_id: int) -> Appointments:
        return self._of_all().get(group_id, _NOBODY)

    @remember_versioned
    def _of_all(self) -> Mapping[int, Appointments]:
        """Of every group in which anybody has a term or is lowered."""
        held: dict[int, list[Term]] = defaultdict(list)
        low: dict[int, set[str]] = defaultdict(set)
        for row in self._ask(_HELD).mappings():
            held[row["group_id"]].append(from_row(Term, row))
        for row in self._ask(_LOW).mappings():
            low[row["group_id"]].add(row["user_id"])
        return {
            group_id: Appointments(terms=tuple(held[group_id]), lowered=frozenset(low[group_id]))
            for group_id in held.keys() | low.keys()
        }

    def appoint_chair(self, group_id: int, term: Term) -> None:
        """A term that begins on the same day as one the person has replaces it."""
        term_of = {"group_id": group_id, "user_id": term.user_id, "starts_on": term.starts_on}
        self._put_or_change(terms, {"ends_on": term.ends_on}, **term_of)

    def end_terms(self, group_id: int, user_id: str, last_day: date) -> bool:
        theirs = (terms.c.group_id == group_id, terms.c.user_id == user_id)
        removed = self._remove(terms, *theirs, terms.c.starts_on > last_day)
        longer = or_(terms.c.ends_on.is_(None), terms.c.ends_on > last_day)
        return removed + self._set(terms, *theirs, longer, ends_on=last_day) > 0

    def lower_person(self, group_id: int, user_id: str, *, lowered: bool) -> bool:
        if lowered:
            return self._put_new(_lowered, group_id=group_id, user_id=user_id)
        theirs = (_lowered.c.group_id == group_id, _lowered.c.user_id == user_id)
        return self._remove(_lowered, *theirs) > 0


_READINGS = select(channel_readings).where(own_rows(channel_readings))
_ROSTER = select(channel_readings.c.roster).where(
    own_rows(channel_readings), channel_readings.c.channel_id == bindparam("channel_id")
)


class Channels(Ledger):
    """Implements bot.ports.ledgers.people.Channels."""

    def get(self, channel_id: str) -> ChannelReading | None:
        return self._all_by_id().get(channel_id)

    def keep_reading(self, reading: ChannelReading) -> None:
        self._put_or_change(channel_readings, to_row(reading))

    def last_roster(self, channel_id: str) -> Mapping[str, int] | None:
        kept = self._ask(_ROSTER, channel_id=channel_id).scalar()
        if kept is None:
            return None
        pairs = (entry.split() for entry in kept)
        return {user_id: int(organisation_id) for user_id, organisation_id in pairs}

    def keep_roster(self, channel_id: str, roster: Mapping[str, int]) -> None:
        of_channel = channel_readings.c.channel_id == channel_id
        entries = tuple(f"{user_id} {number}" for user_id, number in sorted(roster.items()))
        self._set(channel_readings, of_channel, roster=entries)

    def note_opening(self, opening: ChannelOpening) -> None:
        self._put(channel_openings, **to_row(opening))

    def openings(self, channel_id: str, since: datetime) -> tuple[ChannelOpening, ...]:
        in_it = channel_openings.c.channel_id == channel_id
        query = self._select(channel_openings, in_it, channel_openings.c.at >= since)
        return self._all(ChannelOpening, query.order_by(channel_openings.c.id))

    @remember_read
    def _all_by_id(self) -> dict[str, ChannelReading]:
        return {r.channel_id: r for r in self._asked(ChannelReading, _READINGS)}


_ORGANISATIONS = select(organisations).where(own_rows(organisations))


class Organisations(SearchedLedger):
    """Implements bot.ports.ledgers.people.Organisations."""

    def add(
        self,
        *,
        name: str,
        kind: OrganisationKind,
        country: str,
        zone: str,
        aliases: tuple[str, ...] = (),
    ) -> Organisation:
        """IntegrityError for a name that is taken, letter case aside."""
        new = Organisation(id=0, name=name, kind=kind, country=country, zone=zone, aliases=aliases)
        return self.keep_all([new])[0]

    def change(self, organisation: Organisation) -> None:
        self.keep_all([organisation])

    def keep_all(self, wanted: Collection[Organisation]) -> tuple[Organisation, ...]:
        if not wanted:
            return ()
        new = [self._with_workspace(_written(one)) for one in wanted if not one.id]
        self._run_each(self._insert(organisations), new)
        update = self._update(organisations, organisations.c.id == bindparam("changed"))
        self._run_each(update, ({**_written(o), "changed": o.id} for o in wanted if o.id))
        known = {name_key(one.name): one for one in (self.all() if new else wanted)}
        kept = tuple(known[name_key(one.name)] for one in wanted)
        self._search.keep_names({organisation_mark(o.id): (o.name, *o.aliases) for o in kept})
        return kept

    @remember_versioned
    def get(self, organisation_id: int) -> Organisation | None:
        return self._one(Organisation, self._select(organisations, id=organisation_id))

    def by_name(self, name: str) -> Organisation | None:
        return self._one(Organisation, self._select(organisations, name_key=name_key(name)))

    @remember_versioned
    def by_names(self) -> KnownNames[Organisation]:
        return KnownNames(self.all())

    @remember_versioned
    def all(self) -> tuple[Organisation, ...]:
        return tuple(sorted(self._asked(Organisation, _ORGANISATIONS), key=_members_first))

    def names(self) -> dict[int, str]:
        return {organisation.id: organisation.name for organisation in self.all()}


def _members_first(organisation: Organisation) -> tuple[bool, str]:
    return organisation.kind is not OrganisationKind.MEMBER, folded_text(organisation.name)


def _written(organisation: Organisation) -> dict[str, Any]:
    return {**without_id(organisation), "name_key": name_key(organisation.name)}

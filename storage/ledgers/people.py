"""The ledger of people."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import RowMapping, Select, Text, and_, bindparam, or_, select, true

from bot.domain import Organisation, OrganisationKind, Person
from bot.domain.delivery import State
from bot.domain.known_names import KnownNames, accounts_by_name
from bot.domain.person import MORNING_HOUR, Absence, HowOften, PersonFacts
from storage.ledgers.ledger import (
    field_names,
    from_row,
    own_rows,
    remember_read,
    remember_versioned,
    to_row,
)
from storage.ledgers.search import SearchedLedger
from storage.ledgers.search_entries import person_mark
from storage.tables import deliveries, metadata, organisations, people
from storage.tables.types import folded_text

_Seen = tuple[RowMapping | None, Person | None]


class People(SearchedLedger):
    """Implements bot.ports.ledgers.people.People."""

    def keep_seen(self, facts: PersonFacts, now: datetime) -> None:
        said, row = to_row(facts), self._row(facts.user_id)
        if row is None:
            self._put(people, **said, secretariat=False, changed_at=now)
            self._keep_names(facts)
        elif self.is_news(facts) and (row["changed_at"] is None or row["changed_at"] <= now):
            self._set(people, people.c.user_id == facts.user_id, **said, changed_at=now)
            self._keep_names(facts)

    def _keep_names(self, facts: PersonFacts) -> None:
        self._search.keep_names({person_mark(facts.user_id): (facts.name, *facts.aliases)})

    def is_news(self, facts: PersonFacts) -> bool:
        row = self._row(facts.user_id)
        return row is None or any(row[name] != value for name, value in to_row(facts).items())

    @remember_versioned
    def known_by_name(self) -> frozenset[str]:
        return frozenset(self._ask(_DESCRIBED).scalars())

    def get(self, user_id: str) -> Person | None:
        return self._seen(user_id)[1]

    def by_ids(self, user_ids: Collection[str]) -> Mapping[str, Person]:
        return self._among(tuple(user_ids))

    def names(self, user_ids: Collection[str]) -> dict[str, str]:
        return {user_id: person.name for user_id, person in self.by_ids(user_ids).items()}

    @remember_versioned
    def by_names(self, user_ids: frozenset[str]) -> KnownNames[Person]:
        return accounts_by_name(self.by_ids(sorted(user_ids)).values())

    @remember_read
    def _among(self, user_ids: tuple[str, ...]) -> Mapping[str, Person]:
        self.ask_ahead(user_ids)
        return MappingProxyType({p.user_id: p for p in map(self.get, user_ids) if p is not None})

    def ask_ahead(self, user_ids: Collection[str]) -> None:
        """Know these people, or that they are unknown, until someone's row is written."""
        unknown = [user_id for user_id in user_ids if not self._is_noted(user_id)]
        if unknown:
            found = {row["user_id"]: row for row in self._ask(_SOME, user_ids=unknown).mappings()}
            for user_id in unknown:
                self._note(user_id, found.get(user_id))

    @remember_read
    def all(self) -> tuple[Person, ...]:
        found = map(_person, self._rows(self._with_organisation()))
        return tuple(sorted(found, key=_unassigned_first))

    def assign(self, user_id: str, organisation_id: int | None) -> None:
        self.assign_all({user_id: organisation_id})

    def assign_all(self, places: Mapping[str, int | None]) -> None:
        self._ensure(places)
        update = self._update(people, people.c.user_id == bindparam("assigned"))
        placed = ({"assigned": who, "organisation_id": where} for who, where in places.items())
        self._run_each(update, placed)

    def appoint_secretariat(self, user_id: str, *, appointed: bool = True) -> None:
        if appointed:
            self._ensure([user_id])
        self._set(people, people.c.user_id == user_id, secretariat=appointed)

    def forget_unneeded(self, needed: Collection[str]) -> int:
        some = sorted(set(self._ask(_ON_NO_ROSTER).scalars()) - set(needed))[:_AT_ONCE]
        for column, where in (*((c, true()) for c in _NAMES), (deliveries.c.recipient, _UNSETTLED)):
            if some:
                found = select(column).where(self._own(column.table), column.in_(some), where)
                named = set(self._connection.execute(found.distinct()).scalars())
                some = [user_id for user_id in some if user_id not in named]
        return self._remove(people, people.c.user_id.in_(some)) if some else 0

    def choose_mornings(self, user_id: str, rhythm: HowOften, hour: int) -> None:
        self._set(people, people.c.user_id == user_id, rhythm=rhythm, morning_hour=hour)

    def keep_cover(
        self, user_id: str, deputy: str | None, absences: tuple[Absence, ...], now: datetime
    ) -> None:
        self.keep_covers({user_id: (deputy, absences)}, now)

    def keep_covers(
        self, covers: Mapping[str, tuple[str | None, tuple[Absence, ...]]], now: datetime
    ) -> None:
        update = self._update(people, people.c.user_id == bindparam("covered"))
        said = {"cover_changed_at": now}
        rows = ({"covered": u, "deputy_user_id": d, "absences": a} for u, (d, a) in covers.items())
        self._run_each(update, ({**row, **said} for row in rows))

    @remember_versioned
    def with_cover(self) -> tuple[Person, ...]:
        named = or_(people.c.deputy_user_id.is_not(None), people.c.absences.is_not(None))
        query = self._with_organisation().where(named).order_by(people.c.user_id)
        return tuple(map(_person, self._rows(query)))

    @remember_versioned
    def bodies_of_hearers(self) -> Mapping[str, int]:
        return MappingProxyType({row.user_id: row.organisation_id for row in self._ask(_HEARERS)})

    @remember_versioned
    def secretariat_ids(self) -> frozenset[str]:
        return frozenset(self._ask(_SECRETARIAT).scalars())

    @remember_versioned
    def of_kind(self, kind: OrganisationKind) -> frozenset[str]:
        query = (
            select(people.c.user_id)
            .join(organisations, _SPEAKS_FOR)
            .where(self._own(people), people.c.active, organisations.c.kind == kind)
        )
        return frozenset(self._connection.execute(query).scalars())

    def _row(self, user_id: str) -> RowMapping | None:
        """Their own columns and their organisation's."""
        return self._seen(user_id)[0]

    def _seen(self, user_id: str) -> _Seen:
        key = self._key(user_id)
        if not self._is_noted(user_id):
            self._note(user_id, self._ask(_ONE, user_id=user_id).mappings().first())
        seen: _Seen = self._versioned.get(key) or self._known[key]
        return seen

    def _is_noted(self, user_id: str) -> bool:
        key = self._key(user_id)
        return key in self._versioned or key in self._known

    def _note(self, user_id: str, row: RowMapping | None) -> None:
        """Who is unknown is not kept: anything can be typed as an id."""
        notes = self._known if row is None else self._versioned
        notes[self._key(user_id)] = row, None if row is None else _person(row)

    def _key(self, user_id: str) -> tuple[object, str, str]:
        return People, self._workspace_id, user_id

    def _ensure(self, user_ids: Iterable[str]) -> None:
        """A bare row for each user not described yet by Slack; their id serves as the name."""
        bare = (to_row(PersonFacts(user_id=user_id, name=user_id)) for user_id in user_ids)
        rows = (self._with_workspace({**row, "secretariat": False}) for row in bare)
        self._run_each(self._insert_new(people), rows)

    def _with_organisation(self) -> Select[Any]:
        return _WITH_ORGANISATION.where(self._own(people))


_SPEAKS_FOR = and_(
    organisations.c.workspace_id == people.c.workspace_id,
    organisations.c.id == people.c.organisation_id,
)
_ORGANISATION = {name: f"organisation_{name}" for name in field_names(Organisation)}
"""Columns that come along with a person's own, by field."""
_ALONG = [
    organisations.c[name].label(label) for name, label in _ORGANISATION.items() if name != "id"
]
_WITH_ORGANISATION = select(people, *_ALONG).outerjoin(organisations, _SPEAKS_FOR)
_ONE = _WITH_ORGANISATION.where(own_rows(people), people.c.user_id == bindparam("user_id"))
_SOME = _WITH_ORGANISATION.where(
    own_rows(people), people.c.user_id.in_(bindparam("user_ids", expanding=True))
)
_DESCRIBED = select(people.c.user_id).where(own_rows(people), people.c.changed_at.is_not(None))
_ON_NO_ROSTER = select(people.c.user_id).where(
    own_rows(people),
    people.c.organisation_id.is_(None),
    ~people.c.secretariat,
    people.c.rhythm == HowOften.DAILY,
    people.c.morning_hour == MORNING_HOUR,
)
_HEARERS = select(people.c.user_id, people.c.organisation_id).where(
    own_rows(people),
    people.c.organisation_id.is_not(None),
    people.c.active,
    people.c.rhythm != HowOften.OFF,
)
_AT_ONCE = 500
"""Parameters of one statement; the rest is forgotten the next day."""
_NAMES = [
    column
    for table in metadata.sorted_tables
    for column in table.columns
    if table is not people and isinstance(column.type, Text)
    if column.name.endswith(("user_id", "_by"))
    or column.name in ("author", "detail", "passed_on_from", "subject", "who")
]
"""Every column that can hold a user id, by how they are named."""
_UNSETTLED = deliveries.c.state.in_((State.OWED, State.SENDING, State.UNCERTAIN))
_SECRETARIAT = select(people.c.user_id).where(own_rows(people), people.c.secretariat)


def _person(row: RowMapping) -> Person:
    organisation = None
    if row["organisation_id"] is not None:
        organisation = Organisation(**{name: row[label] for name, label in _ORGANISATION.items()})
    zone = row["zone"] or (organisation.zone if organisation else "UTC")
    return from_row(Person, dict(row) | {"zone": zone, "organisation": organisation})


def _unassigned_first(person: Person) -> tuple[bool, str, str, str]:
    organisation = person.organisation
    return (
        organisation is not None,
        folded_text(organisation.name) if organisation else "",
        folded_text(person.name),
        person.user_id,
    )

"""The ledger of organisations."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select

from bot.domain import Organisation, OrganisationKind
from bot.domain.known_names import KnownNames
from storage.ledgers.ledger import own_rows, remember_versioned, without_id
from storage.ledgers.search import SearchedLedger
from storage.ledgers.search_entries import organisation_mark
from storage.tables import organisations
from storage.tables.types import folded_text, name_key

_ALL = select(organisations).where(own_rows(organisations))


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
        return tuple(sorted(self._asked(Organisation, _ALL), key=_members_first))

    def names(self) -> dict[int, str]:
        return {organisation.id: organisation.name for organisation in self.all()}


def _members_first(organisation: Organisation) -> tuple[bool, str]:
    return organisation.kind is not OrganisationKind.MEMBER, folded_text(organisation.name)


def _written(organisation: Organisation) -> dict[str, Any]:
    return {**without_id(organisation), "name_key": name_key(organisation.name)}

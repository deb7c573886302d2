"""The ledger of organisations."""

from sqlalchemy import select

from bot.domain.organisation import Organisation, OrganisationKind
from storage.ledgers.ledger import from_row, own_rows, remember_versioned, to_row
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
        said = {"name": name, "name_key": name_key(name), "country": country, "zone": zone}
        values = self._with_workspace({**said, "kind": kind, "aliases": aliases})
        insert = self._insert(organisations).values(**values)
        row = self._rows(insert.returning(*organisations.c)).one()
        self._search.keep_names(organisation_mark(row["id"]), (name, *aliases))
        return from_row(Organisation, row)

    def change(self, organisation: Organisation) -> None:
        values = {**to_row(organisation), "name_key": name_key(organisation.name)}
        self._set(organisations, organisations.c.id == organisation.id, **values)
        names = (organisation.name, *organisation.aliases)
        self._search.keep_names(organisation_mark(organisation.id), names)

    @remember_versioned
    def get(self, organisation_id: int) -> Organisation | None:
        return self._one(
            Organisation, self._select(organisations, organisations.c.id == organisation_id)
        )

    def by_name(self, name: str) -> Organisation | None:
        return self._one(
            Organisation, self._select(organisations, organisations.c.name_key == name_key(name))
        )

    @remember_versioned
    def all(self) -> tuple[Organisation, ...]:
        found = (from_row(Organisation, row) for row in self._ask(_ALL).mappings())
        return tuple(
            sorted(
                found, key=lambda o: (o.kind is not OrganisationKind.MEMBER, folded_text(o.name))
            )
        )

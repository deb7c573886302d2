"""The ledgers of the revisions of dialogues and of how series hang together."""

from sqlalchemy import bindparam, select

from bot.domain.dialogue_revision import DialogueRevision, SeriesChange, SeriesLink
from storage.ledgers.ledger import Ledger, from_row, own_rows, remembered_while_reading, to_row
from storage.tables import dialogue_revisions, series_changes, series_links

_OF = (
    select(dialogue_revisions)
    .where(own_rows(dialogue_revisions), dialogue_revisions.c.number == bindparam("number"))
    .order_by(dialogue_revisions.c.revision)
)
_CHANGES = (
    select(series_changes)
    .where(own_rows(series_changes), series_changes.c.number == bindparam("number"))
    .order_by(series_changes.c.id)
)
_LINK = select(series_links).where(
    own_rows(series_links), series_links.c.series_id == bindparam("series_id")
)
_COMING_FROM = (
    select(series_links.c.series_id)
    .where(own_rows(series_links), series_links.c.comes_from == bindparam("series_id"))
    .order_by(series_links.c.series_id.desc())
)


class Revisions(Ledger):
    """Implements bot.ports.ledgers.revisions.Revisions."""

    def add(self, revision: DialogueRevision) -> None:
        self._put_soon(dialogue_revisions, **to_row(revision))

    @remembered_while_reading
    def of_dialogue(self, number: int) -> tuple[DialogueRevision, ...]:
        rows = self._ask(_OF, number=number).mappings()
        return tuple(from_row(DialogueRevision, row) for row in rows)

    def add_change(self, change: SeriesChange) -> None:
        self._put_soon(series_changes, **to_row(change))

    @remembered_while_reading
    def series_changes(self, number: int) -> tuple[SeriesChange, ...]:
        rows = self._ask(_CHANGES, number=number).mappings()
        return tuple(from_row(SeriesChange, row) for row in rows)


class SeriesLinks(Ledger):
    """Implements bot.ports.ledgers.revisions.SeriesLinks."""

    @remembered_while_reading
    def get(self, series_id: int) -> SeriesLink:
        row = self._ask(_LINK, series_id=series_id).mappings().first()
        return SeriesLink(series_id=series_id) if row is None else from_row(SeriesLink, row)

    def keep_link(self, link: SeriesLink) -> None:
        self._put_or_change(series_links, to_row(link))

    @remembered_while_reading
    def coming_from(self, series_id: int) -> tuple[int, ...]:
        return tuple(self._ask(_COMING_FROM, series_id=series_id).scalars())

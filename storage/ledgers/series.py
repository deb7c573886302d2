"""The ledgers of series, of how they hang together, and of the revisions of dialogues."""

from datetime import time
from typing import Any

from sqlalchemy import RowMapping, bindparam, select

from bot.domain import Reader, Series
from bot.domain.dialogue import DialogueRevision, SeriesChange, SeriesLink
from bot.domain.recurrence import Rule, Slot
from storage.ledgers.ledger import Ledger, own_rows, remembered_while_reading, to_row, without_id
from storage.ledgers.visibility import visible_to
from storage.tables import dialogue_revisions, series, series_changes, series_links


class SeriesLedger(Ledger):
    """Implements bot.ports.ledgers.dialogues.SeriesLedger."""

    def add(self, new: Series) -> Series:
        return _series(self._put_numbered(series, **_row(new)))

    def change(self, changed: Series) -> None:
        self._rewrite(series, id=changed.id, **_row(changed))

    def get(self, series_id: int) -> Series | None:
        row = self._rows(self._select(series, id=series_id)).first()
        return None if row is None else _series(row)

    def seen_by(self, reader: Reader, series_id: int | None) -> Series | None:
        query = self._select(series, visible_to(reader, series), id=series_id)
        row = self._rows(query).first() if series_id is not None else None
        return None if row is None else _series(row)

    def still_running(self) -> tuple[Series, ...]:
        return tuple(
            one
            for row in self._rows(self._select(series).order_by(series.c.id))
            if (one := _series(row)).planned_until is None or not one.planned_to_its_end
        )


def _row(record: Series) -> dict[str, Any]:
    return {
        **without_id(record),
        "rule": record.rule.text(record.first),
        "slots": [[f"{slot.clock:%H:%M}", slot.zone] for slot in record.slots],
    }


def _series(row: RowMapping) -> Series:
    values = {name: value for name, value in row.items() if name != "workspace_id"}
    values["rule"] = Rule.read(row["rule"])
    values["slots"] = tuple(
        Slot(clock=time.fromisoformat(clock), zone=zone) for clock, zone in row["slots"]
    )
    return Series(**values)


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
    """Implements bot.ports.ledgers.dialogues.Revisions."""

    def add(self, revision: DialogueRevision) -> None:
        self._put_soon(dialogue_revisions, **to_row(revision))

    @remembered_while_reading
    def of_dialogue(self, number: int) -> tuple[DialogueRevision, ...]:
        return self._asked(DialogueRevision, _OF, number=number)

    def add_change(self, change: SeriesChange) -> None:
        self._put_soon(series_changes, **to_row(change))

    @remembered_while_reading
    def series_changes(self, number: int) -> tuple[SeriesChange, ...]:
        return self._asked(SeriesChange, _CHANGES, number=number)


class SeriesLinks(Ledger):
    """Implements bot.ports.ledgers.dialogues.SeriesLinks."""

    @remembered_while_reading
    def get(self, series_id: int) -> SeriesLink:
        kept = self._asked(SeriesLink, _LINK, series_id=series_id)
        return kept[0] if kept else SeriesLink(series_id=series_id)

    def keep_link(self, link: SeriesLink) -> None:
        self._put_or_change(series_links, to_row(link))

    @remembered_while_reading
    def coming_from(self, series_id: int) -> tuple[int, ...]:
        return tuple(self._ask(_COMING_FROM, series_id=series_id).scalars())

"""The ledger of series."""

from datetime import time
from typing import Any

from sqlalchemy import RowMapping

from bot.domain import Reader, Series
from bot.domain.recurrence import Rule, Slot
from storage.ledgers.ledger import Ledger, to_row
from storage.ledgers.visibility import visible_to
from storage.tables import series


class SeriesLedger(Ledger):
    """Implements bot.ports.ledgers.series.SeriesLedger."""

    def add(self, new: Series) -> Series:
        return _series(self._put_numbered(series, **_row(new)))

    def change(self, changed: Series) -> None:
        self._set(series, series.c.id == changed.id, **_row(changed))

    def get(self, series_id: int) -> Series | None:
        row = self._rows(self._select(series, id=series_id)).first()
        return None if row is None else _series(row)

    def seen_by(self, reader: Reader, series_id: int | None) -> Series | None:
        query = self._select(series, visible_to(reader, series), id=series_id)
        row = self._rows(query).first() if series_id is not None else None
        return None if row is None else _series(row)

    def still_running(self) -> tuple[Series, ...]:
        query = self._select(series).order_by(series.c.id)
        return tuple(
            one
            for row in self._rows(query)
            if (one := _series(row)).planned_until is None or not one.planned_to_its_end
        )


def _row(record: Series) -> dict[str, Any]:
    return {
        **{name: value for name, value in to_row(record).items() if name != "id"},
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

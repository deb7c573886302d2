"""What every ledger is: one open connection, one workspace, and rows that become records."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Executable,
    MappingResult,
    RowMapping,
    Select,
    Table,
    Update,
    delete,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")

Insert = postgresql.Insert | sqlite.Insert


class Ledger:
    """Statements on one workspace's rows; nothing here looks at another workspace's."""

    def __init__(self, connection: Connection, workspace_id: str) -> None:
        self._connection = connection
        self._workspace_id = workspace_id

    def _own(self, table: Table) -> ColumnElement[bool]:
        return table.c.workspace_id == self._workspace_id

    def _select(self, table: Table, *where: ColumnElement[bool]) -> Select[Any]:
        return select(table).where(self._own(table), *where)

    def _update(self, table: Table, *where: ColumnElement[bool]) -> Update:
        return update(table).where(self._own(table), *where)

    def _delete(self, table: Table, *where: ColumnElement[bool]) -> Delete:
        return delete(table).where(self._own(table), *where)

    def _insert(self, table: Table) -> Insert:
        """An insert that knows ON CONFLICT, which both databases spell alike."""
        if self._connection.dialect.name == "sqlite":
            return sqlite.insert(table)
        return postgresql.insert(table)

    def _put(self, table: Table, **values: Any) -> None:
        self._connection.execute(self._insert(table), self._with_workspace(values))

    def _put_new(self, table: Table, **values: Any) -> bool:
        """Insert unless its key is there already; whether it was new."""
        insert = self._insert(table).on_conflict_do_nothing()
        return self._count(insert, self._with_workspace(values)) > 0

    def _set(self, table: Table, *where: ColumnElement[bool], **values: Any) -> int:
        """Change these columns of one's own rows; how many rows."""
        return self._count(self._update(table, *where), values)

    def _count(
        self, statement: Executable, rows: list[dict[str, Any]] | dict[str, Any] | None = None
    ) -> int:
        """Run a write; how many rows it touched."""
        counting = statement.execution_options(preserve_rowcount=True)
        return self._connection.execute(counting, rows).rowcount

    def _with_workspace(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"workspace_id": self._workspace_id, **values}

    def _one(self, kind: type[R], query: Select[Any]) -> R | None:
        row = self._rows(query).first()
        return None if row is None else from_row(kind, row)

    def _all(self, kind: type[R], query: Select[Any]) -> tuple[R, ...]:
        return tuple(from_row(kind, row) for row in self._rows(query))

    def _rows(self, statement: Executable) -> MappingResult:
        return self._connection.execute(statement).mappings()


def to_row(record: "DataclassInstance") -> dict[str, Any]:
    """A record's fields by column name; columns are named after fields."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def from_row(kind: type[R], row: RowMapping) -> R:
    """The record of a row; columns that it has no field for are left out."""
    return kind(**{field.name: row[field.name] for field in fields(kind)})

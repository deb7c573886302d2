"""The base of every ledger: one open connection, one workspace, rows that become records."""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables.books import VERSIONED
from storage.transactions.shared_state import Known, Shared

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

R = TypeVar("R", bound="DataclassInstance")
L = TypeVar("L", bound="Ledger")
P = ParamSpec("P")
T = TypeVar("T")

Insert = postgresql.Insert | sqlite.Insert


class Ledger:
    """Statements on one workspace's rows; nothing here looks at another workspace's. `shared` is
    what all ledgers of one transaction share, and the jobs that share its commit."""

    def __init__(self, connection: sa.Connection, workspace_id: str, shared: Shared) -> None:
        self._open = connection
        self._workspace_id = workspace_id
        self._shared = shared
        self._known = shared.known

    @property
    def _connection(self) -> sa.Connection:
        """The open connection, on which this ledger has nothing left to write."""
        if self._shared.puts_off:
            self._shared.write(self._open, type(self))
        return self._open

    @property
    def _versioned(self) -> Known:
        """Where it is noted what was read of versioned tables."""
        return self._shared.versioned(self._open, self._workspace_id)

    def _own(self, table: sa.Table) -> sa.ColumnElement[bool]:
        return table.c.workspace_id == self._workspace_id

    def _select(
        self, table: sa.Table, *where: sa.ColumnElement[bool], **equal: Any
    ) -> sa.Select[Any]:
        """`equal`: values by the names of their columns."""
        return sa.select(table).where(self._own(table), *where).filter_by(**equal)

    def _update(self, table: sa.Table, *where: sa.ColumnElement[bool], **equal: Any) -> sa.Update:
        self._about_to_write(table)
        return sa.update(table).where(self._own(table), *where).filter_by(**equal)

    def _insert(self, table: sa.Table) -> Insert:
        """An insert that knows ON CONFLICT, which both databases spell alike."""
        self._about_to_write(table)
        return _insert_into(table, self._open.dialect.name)

    def _about_to_write(self, table: sa.Table) -> None:
        if table.name in VERSIONED:
            self._shared.stop_keeping()
        if table.name in _SELDOM_WRITTEN or self._shared.reading:
            self._known.clear()

    def _put(self, table: sa.Table, **values: Any) -> None:
        self._connection.execute(self._insert(table), self._with_workspace(values))

    def _put_soon(self, table: sa.Table, **values: Any) -> None:
        """Insert a row that no other ledger looks for: with those of other jobs, where it can."""
        self._soon(self._insert(table), values)

    def _soon(self, statement: sa.Executable, *rows: dict[str, Any]) -> None:
        owned = map(self._with_workspace, rows)
        if self._shared.puts_off:
            for row in owned:
                self._shared.put_off(type(self), statement, row)
        else:
            self._run_each(statement, owned)

    def _run_each(self, statement: sa.Executable, rows: Iterable[dict[str, Any]]) -> None:
        """One statement, sent once with any number of rows of parameters."""
        if given := list(rows):
            self._connection.execute(statement, given)

    def _insert_new(self, table: sa.Table) -> sa.Executable:
        """An insert that leaves a row whose key is there already as it is."""
        self._about_to_write(table)
        return _insert_new_into(table, self._open.dialect.name)

    def _put_new(self, table: sa.Table, **values: Any) -> bool:
        """Insert unless its key is there already; whether it was new."""
        row = self._with_workspace(values)
        return self._connection.execute(self._insert_new(table), row).rowcount > 0

    def _put_or_change(self, table: sa.Table, changed: dict[str, Any], **values: Any) -> None:
        """Insert a row, or change these columns of the one that has its key already."""
        insert = self._insert(table).values(**self._with_workspace({**values, **changed}))
        key = list(table.primary_key)
        self._connection.execute(insert.on_conflict_do_update(index_elements=key, set_=changed))

    def _put_numbered(self, table: sa.Table, **values: Any) -> sa.RowMapping:
        """Insert a row without its id, which the database gives; the row as it is now."""
        insert = self._insert(table).values(**self._with_workspace(values))
        return self._rows(insert.returning(*table.c)).one()

    def _set(self, table: sa.Table, *where: sa.ColumnElement[bool], **values: Any) -> int:
        """Change these columns of one's own rows; how many rows."""
        return self._count(self._update(table, *where), values)

    def _rewrite(self, table: sa.Table, **values: Any) -> None:
        """Change the columns of the row that has these values' key."""
        own = [column for column in table.primary_key if column.name != "workspace_id"]
        self._set(table, *(column == values[column.name] for column in own), **values)

    def _remove(self, table: sa.Table, *where: sa.ColumnElement[bool], **equal: Any) -> int:
        """Delete these of one's own rows; how many there were."""
        self._about_to_write(table)
        return self._count(sa.delete(table).where(self._own(table), *where).filter_by(**equal))

    def _count(
        self, statement: sa.Executable, rows: list[dict[str, Any]] | dict[str, Any] | None = None
    ) -> int:
        """Run a write; how many rows it touched."""
        counting = statement.execution_options(preserve_rowcount=True)
        return self._connection.execute(counting, rows).rowcount

    def _with_workspace(self, values: dict[str, Any]) -> dict[str, Any]:
        return {"workspace_id": self._workspace_id, **values}

    def _one(self, kind: type[R], query: sa.Select[Any]) -> R | None:
        row = self._rows(query).first()
        return None if row is None else from_row(kind, row)

    def _all(self, kind: type[R], query: sa.Select[Any]) -> tuple[R, ...]:
        return tuple(from_row(kind, row) for row in self._rows(query))

    def _numbered(self, kind: type[R], query: sa.Select[Any]) -> tuple[tuple[int, R], ...]:
        """Each with the number of the record to which it belongs."""
        return tuple((row["number"], from_row(kind, row)) for row in self._rows(query))

    def _number_of(self, query: sa.Select[Any]) -> int:
        """How many rows there are; without an order and a limit of its own."""
        counted = query.with_only_columns(sa.func.count(), maintain_column_froms=True)
        return self._connection.scalars(counted).one()

    def _ask(
        self, prepared: sa.Select[Any] | sa.CompoundSelect[Any], **asked: Any
    ) -> sa.CursorResult[Any]:
        """Run a statement that was built once, with `own_rows` only."""
        return self._connection.execute(prepared, self._with_workspace(asked))

    def _asked(
        self, kind: type[R], prepared: sa.Select[Any] | sa.CompoundSelect[Any], **asked: Any
    ) -> tuple[R, ...]:
        """The records of such a statement."""
        return tuple(from_row(kind, row) for row in self._ask(prepared, **asked).mappings())

    def _rows(self, statement: sa.Executable) -> sa.MappingResult:
        return self._connection.execute(statement).mappings()


def own_rows(table: sa.Table) -> sa.ColumnElement[bool]:
    """One's own rows in a statement that is built once and run by `_ask`."""
    return table.c.workspace_id == sa.bindparam("workspace_id")


def same_number(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether two rows are of one workspace, and of one record or belong to it."""
    return sa.and_(one.c.workspace_id == other.c.workspace_id, one.c.number == other.c.number)


def within(
    column: sa.Column[Any], start: datetime, end: datetime
) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """Whether it is in the span; `end` itself is not."""
    return column >= start, column < end


_SELDOM_WRITTEN = VERSIONED | {"channel_readings", "dialogues", "workspaces"}


def remember_read(read: Callable[Concatenate[L, P], T]) -> Callable[Concatenate[L, P], T]:
    """A read of nothing but seldom written tables: asked of the database once a transaction.

    A write to any of them through a ledger has it asked again. What it takes can be hashed; what
    it returns is shared, and so is frozen.
    """
    return _remembering(read, versioned=False)


def remember_versioned(read: Callable[Concatenate[L, P], T]) -> Callable[Concatenate[L, P], T]:
    """A read of nothing but versioned tables: asked again when one of them was written to. What it
    takes comes from a small choice, since what was read is kept by the process."""
    return _remembering(read, versioned=True)


def _remembering(
    read: Callable[Concatenate[L, P], T], *, versioned: bool
) -> Callable[Concatenate[L, P], T]:
    @wraps(read)
    def once(self: L, /, *asked: P.args, **named: P.kwargs) -> T:
        known = self._versioned if versioned else self._known
        key = (read, self._workspace_id, asked, *named.items())
        if key not in known:
            known[key] = read(self, *asked, **named)
        found: T = known[key]
        return found

    return once


def remembered_while_reading(
    read: Callable[Concatenate[L, P], T],
) -> Callable[Concatenate[L, P], T]:
    """Likewise, of any table, by jobs that share a view and write nothing."""
    shared = remember_read(read)

    @wraps(read)
    def once(self: L, /, *asked: P.args, **named: P.kwargs) -> T:
        return (shared if self._shared.reading else read)(self, *asked, **named)

    return once


@cache
def _insert_into(table: sa.Table, dialect: str) -> Insert:
    if dialect == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)


@cache
def _insert_new_into(table: sa.Table, dialect: str) -> sa.Executable:
    insert = _insert_into(table, dialect).on_conflict_do_nothing()
    return insert.execution_options(preserve_rowcount=True)


def to_row(record: "DataclassInstance") -> dict[str, Any]:
    """A record's fields by column name; columns are named after fields."""
    return {name: getattr(record, name) for name in field_names(type(record))}


def without_id(record: "DataclassInstance") -> dict[str, Any]:
    """`to_row` of a record whose id the database gives."""
    return {name: value for name, value in to_row(record).items() if name != "id"}


def from_row(kind: type[R], row: sa.RowMapping | dict[str, Any]) -> R:
    """The record of a row; columns that it has no field for are left out."""
    return kind(**{name: row[name] for name in field_names(kind)})


@cache
def field_names(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))

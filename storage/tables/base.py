"""What every table shares: the metadata, its naming convention, and small column makers."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, time
from enum import StrEnum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin

import sqlalchemy as sa

from storage.tables.types import EnumText, JsonTuple, UTCDateTime

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def partial_index(name: str, *columns: Any, where: sa.TextClause, unique: bool = False) -> sa.Index:
    """An index on the few rows that are looked for, whatever the table has gathered since."""
    return sa.Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _workspace_column(*, primary_key: bool = True) -> sa.Column[str]:
    """The Slack team id, first in every key. No foreign key: it is always the transaction's own,
    never typed, and a roster may be imported before the first installation is noted."""
    return sa.Column("workspace_id", sa.Text, primary_key=primary_key, nullable=False)


def own_table(name: str, *parts: Any) -> sa.Table:
    """A table whose key begins with the workspace."""
    return sa.Table(name, metadata, _workspace_column(), *parts)


def numbered_table(name: str, *parts: Any) -> sa.Table:
    """A table whose rows the database numbers; no number is given twice."""
    key = (sa.Column("id", sa.Integer, primary_key=True), _workspace_column(primary_key=False))
    return sa.Table(name, metadata, *key, *parts, sqlite_autoincrement=True)


def number_column(name: str) -> sa.Column[int]:
    """A number that Convenor gives, as a part of the key."""
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def enum_column(
    name: str, kind: type[StrEnum], *, nullable: bool = False, **options: Any
) -> sa.Column[Any]:
    """A text column that can hold only the enum's values."""
    allowed = ", ".join(f"'{member.value}'" for member in kind)
    check = sa.CheckConstraint(f"{name} IN ({allowed})", name=name)
    return sa.Column(name, EnumText(kind), check, nullable=nullable, **options)


def belongs_to(table: str, column: str, *, key: str = "id") -> sa.ForeignKeyConstraint:
    """A foreign key that carries the workspace with it, so that no row points across two."""
    theirs = [f"{table}.workspace_id", f"{table}.{key}"]
    return sa.ForeignKeyConstraint(["workspace_id", column], theirs)


_TYPES: dict[Any, Any] = {
    str: sa.Text,
    int: sa.Integer,
    bool: sa.Boolean,
    date: sa.Date,
    time: sa.Time,
    datetime: UTCDateTime,
}


def columns_of(
    record: "type[DataclassInstance]", *own: sa.Column[Any], without: str = "", **at_first: object
) -> Iterator[sa.Column[Any]]:
    """A column for each field of a record, of its name. What can be None can be null.

    An enumeration becomes a text that is checked, a tuple a JSON array. `own`: the columns whose
    fields do not say all of them, such as keys; one that is no field follows the one before it.
    `without`: a field left out, as are the id and the workspace. `at_first`: by field, what rows
    have that are older than the column.
    """
    kept = [f for f in fields(record) if f.name not in ("id", "workspace_id", without)]
    given: dict[str, list[sa.Column[Any]]] = {field.name: [] for field in kept}
    field_of = ""
    for column in own:
        field_of = column.name if column.name in given else field_of
        given[field_of].append(column)
    for field in kept:
        name = field.name
        options = {"server_default": _as_sql(at_first[name])} if name in at_first else {}
        yield from given[name] or [_column_of(name, field.type, **options)]


def _as_sql(value: object) -> Any:
    if value is False:
        return sa.false()
    return value if isinstance(value, str) else sa.text(str(value))


def _column_of(name: str, kind: Any, **options: Any) -> sa.Column[Any]:
    kinds = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    plain = kinds[0]
    nullable = NoneType in kinds
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return enum_column(name, plain, nullable=nullable, **options)
    column_type = JsonTuple if get_origin(plain) is tuple else _TYPES[plain]
    return sa.Column(name, column_type, nullable=nullable, **options)

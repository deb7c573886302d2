"""What every table shares: the metadata, its naming convention, and small column makers."""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    TextClause,
)

from storage.tables.types import EnumText

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def partial_index(name: str, *columns: Any, where: TextClause, unique: bool = False) -> Index:
    """An index on the few rows that are looked for, whatever the table has gathered since."""
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def workspace_column(*, primary_key: bool = True) -> Column[str]:
    """The Slack team id, first in every key.

    No foreign key: it is always the transaction's own, never a value that someone typed, and a
    roster may be imported before the first installation is noted.
    """
    return Column("workspace_id", Text, primary_key=primary_key, nullable=False)


def enum_column(name: str, kind: type[StrEnum], **options: Any) -> Column[Any]:
    """A text column that can hold only the enum's values."""
    allowed = ", ".join(f"'{member.value}'" for member in kind)
    check = CheckConstraint(f"{name} IN ({allowed})", name=name)
    return Column(name, EnumText(kind), check, nullable=False, **options)


def belongs_to(
    table: str, column: str, *, key: str = "id", name: str | None = None
) -> ForeignKeyConstraint:
    """A foreign key that carries the workspace with it, so that no row points across two."""
    return ForeignKeyConstraint(
        ["workspace_id", column], [f"{table}.workspace_id", f"{table}.{key}"], name=name
    )

"""Good practices, which organisations use them, and which people saved."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text, text

from bot.domain import Audience, Practice
from storage.tables.base import (
    belongs_to,
    columns_of,
    enum_column,
    id_columns,
    metadata,
    number_column,
    partial_index,
    workspace_column,
)
from storage.tables.types import JsonTuple, Publics, UTCDateTime

practices = Table(
    "practices",
    metadata,
    workspace_column(),
    *columns_of(Practice, number_column("number"), Column("publics", Publics, nullable=False)),
    belongs_to("groups", "group_id"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "group_id", "status"),
    Index(None, "workspace_id", "status", "settled_at"),
    Index(None, "workspace_id", "status", "review_by"),
)

topic_lists = Table(
    "topic_lists",
    metadata,
    workspace_column(),
    number_column("group_id"),
    Column("topics", JsonTuple, nullable=False),
    Column("free", Boolean, nullable=False),
    belongs_to("groups", "group_id"),
)


_IN_USE = text("ended_at IS NULL")

adoptions = Table(
    "adoptions",
    metadata,
    *id_columns(),
    Column("number", Integer, nullable=False),
    Column("organisation_id", Integer, nullable=False),
    Column("note", Text),
    enum_column("audience", Audience),
    Column("adopted_by", Text, nullable=False),
    Column("adopted_at", UTCDateTime, nullable=False),
    Column("ended_by", Text),
    Column("ended_at", UTCDateTime),
    Column("told_on", Date),
    belongs_to("practices", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "number", "organisation_id"),
    partial_index(
        "uq_adoptions_in_use",
        "workspace_id",
        "number",
        "organisation_id",
        where=_IN_USE,
        unique=True,
    ),
    sqlite_autoincrement=True,
)

saved_practices = Table(
    "saved_practices",
    metadata,
    workspace_column(),
    Column("user_id", Text, primary_key=True),
    number_column("number"),
    Column("saved_at", UTCDateTime, nullable=False),
    belongs_to("practices", "number", key="number"),
)

"""Good practices."""

from sqlalchemy import Boolean, Column, Index, Table

from bot.domain import Practice
from storage.tables.base import belongs_to, columns_of, metadata, number_column, workspace_column
from storage.tables.types import JsonTuple, Publics

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

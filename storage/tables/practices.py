"""Good practices, which organisations use them, and which people saved."""

from sqlalchemy import Column, Index, Text, text

from bot.domain import Practice
from bot.domain.practice import Adoption, TopicList
from storage.tables.base import (
    belongs_to,
    columns_of,
    number_column,
    numbered_table,
    own_table,
    partial_index,
)
from storage.tables.types import Publics, UTCDateTime

practices = own_table(
    "practices",
    *columns_of(Practice, number_column("number"), Column("publics", Publics, nullable=False)),
    belongs_to("groups", "group_id"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "group_id", "status"),
    Index(None, "workspace_id", "status", "settled_at"),
    Index(None, "workspace_id", "status", "review_by"),
)

topic_lists = own_table(
    "topic_lists",
    number_column("group_id"),
    *columns_of(TopicList),
    belongs_to("groups", "group_id"),
)


_IN_USE = text("ended_at IS NULL")

adoptions = numbered_table(
    "adoptions",
    *columns_of(
        Adoption, Column("adopted_at", UTCDateTime, nullable=False), Column("ended_by", Text)
    ),
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
)

saved_practices = own_table(
    "saved_practices",
    Column("user_id", Text, primary_key=True),
    number_column("number"),
    Column("saved_at", UTCDateTime, nullable=False),
    belongs_to("practices", "number", key="number"),
)

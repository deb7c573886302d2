"""Minutes of dialogues, the lines that people marked for them, and their sealed versions."""

from sqlalchemy import JSON, Boolean, Column, Index, Table, Text, text

from bot.domain.minutes import Correction, Line, Minutes, MinutesVersion
from storage.tables.base import (
    belongs_to,
    columns_of,
    id_columns,
    metadata,
    number_column,
    partial_index,
    workspace_column,
)
from storage.tables.types import OtherNames

minutes = Table(
    "minutes",
    metadata,
    workspace_column(),
    *columns_of(Minutes, number_column("number"), Column("notes", JSON, nullable=False)),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("groups", "group_id"),
    Index(None, "workspace_id", "group_id", "status"),
)

minutes_lines = Table(
    "minutes_lines",
    metadata,
    *id_columns(),
    *columns_of(Line, Column("owners", OtherNames), changed=False),
    belongs_to("dialogues", "number", key="number"),
    Index(None, "workspace_id", "channel", "ts"),
    Index(None, "workspace_id", "number", "said_at"),
    sqlite_autoincrement=True,
)

IS_UNMARKED = text("wanted <> shown")
IS_WANTED = text("canvas = 'wanted'")

minutes_marks = Table(
    "minutes_marks",
    metadata,
    workspace_column(),
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("wanted", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    partial_index("ix_minutes_marks_unmarked", "workspace_id", where=IS_UNMARKED),
)

minutes_looks = Table(
    "minutes_looks",
    metadata,
    workspace_column(),
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("asked", Text, nullable=False),
)
"""Messages under which an emoji changed."""

minutes_corrections = Table(
    "minutes_corrections",
    metadata,
    *id_columns(),
    *columns_of(Correction),
    belongs_to("dialogues", "number", key="number"),
    Index(None, "workspace_id", "number", "version"),
    sqlite_autoincrement=True,
)

minutes_versions = Table(
    "minutes_versions",
    metadata,
    workspace_column(),
    *columns_of(MinutesVersion, number_column("number"), number_column("version")),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("groups", "group_id"),
    partial_index("ix_minutes_versions_canvas", "workspace_id", where=IS_WANTED),
)

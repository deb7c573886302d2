"""What dialogues leave: decisions, and minutes with the lines marked and the versions sealed."""

from sqlalchemy import JSON, Boolean, Column, Index, Text, text

from bot.domain import Decision
from bot.domain.decision import Answer
from bot.domain.minutes import Correction, Line, Minutes, MinutesVersion
from storage.tables.base import (
    belongs_to,
    columns_of,
    number_column,
    numbered_table,
    own_table,
    partial_index,
)
from storage.tables.types import OtherNames

minutes = own_table(
    "minutes",
    *columns_of(Minutes, number_column("number"), Column("notes", JSON, nullable=False)),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("groups", "group_id"),
    Index(None, "workspace_id", "group_id", "status"),
)

minutes_lines = numbered_table(
    "minutes_lines",
    *columns_of(Line, Column("owners", OtherNames), changed=False),
    belongs_to("dialogues", "number", key="number"),
    Index(None, "workspace_id", "channel", "ts"),
    Index(None, "workspace_id", "number", "said_at"),
)

IS_UNMARKED = text("wanted <> shown")
IS_WANTED = text("canvas = 'wanted'")

minutes_marks = own_table(
    "minutes_marks",
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("wanted", Boolean, nullable=False),
    Column("shown", Boolean, nullable=False),
    partial_index("ix_minutes_marks_unmarked", "workspace_id", where=IS_UNMARKED),
)

minutes_looks = own_table(
    "minutes_looks",
    Column("channel", Text, primary_key=True),
    Column("ts", Text, primary_key=True),
    Column("asked", Text, nullable=False),
)
"""Messages under which an emoji changed."""

minutes_corrections = numbered_table(
    "minutes_corrections",
    *columns_of(Correction),
    belongs_to("dialogues", "number", key="number"),
    Index(None, "workspace_id", "number", "version"),
)

minutes_versions = own_table(
    "minutes_versions",
    *columns_of(MinutesVersion, number_column("number"), number_column("version")),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("groups", "group_id"),
    partial_index("ix_minutes_versions_canvas", "workspace_id", where=IS_WANTED),
)


decisions = own_table(
    "decisions",
    *columns_of(Decision, number_column("number")),
    belongs_to("groups", "group_id"),
    belongs_to("dialogues", "dialogue", key="number"),
    Index(None, "workspace_id", "group_id", "number"),
    Index(None, "workspace_id", "group_id", "settled_at"),
    Index(None, "workspace_id", "status", "closes_at"),
    Index(None, "workspace_id", "dialogue"),
)

decision_answers = own_table(
    "decision_answers",
    *columns_of(
        Answer, number_column("number"), number_column("revision"), number_column("organisation_id")
    ),
    belongs_to("decisions", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
)

"""Decisions, and what organisations answered while they were proposals."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Text

from bot.domain.audience import Audience
from bot.domain.decision import DecisionStatus, HowAgreed, Stance
from storage.tables.base import belongs_to, enum_column, metadata, workspace_column
from storage.tables.types import JsonTuple, UTCDateTime

decisions = Table(
    "decisions",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    Column("dialogue", Integer),
    Column("title", Text, nullable=False),
    Column("note", Text),
    enum_column("audience", Audience),
    enum_column("how", HowAgreed),
    enum_column("status", DecisionStatus),
    Column("decided_on", Date),
    Column("agreed", JsonTuple, nullable=False),
    Column("link", Text),
    Column("created_by", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("settled_at", UTCDateTime),
    Column("reason", Text),
    Column("superseded_by", Integer),
    Column("revision", Integer, nullable=False),
    Column("closes_at", UTCDateTime),
    Column("least_answers", Integer, nullable=False),
    belongs_to("groups", "group_id"),
    belongs_to("dialogues", "dialogue", key="number"),
    Index(None, "workspace_id", "group_id", "number"),
    Index(None, "workspace_id", "group_id", "settled_at"),
    Index(None, "workspace_id", "status", "closes_at"),
    Index(None, "workspace_id", "dialogue"),
)

decision_answers = Table(
    "decision_answers",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("organisation_id", Integer, primary_key=True, autoincrement=False),
    enum_column("stance", Stance),
    Column("words", Text),
    Column("user_id", Text, nullable=False),
    Column("answered_at", UTCDateTime, nullable=False),
    Column("took_time", Boolean, nullable=False),
    belongs_to("decisions", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
)

"""Dialogues, the series they belong to, and the answers to their invitations."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.domain.agenda import ItemStatus
from bot.domain.audience import Audience
from bot.domain.dialogue import DialogueStatus, RsvpAnswer
from storage.tables.base import belongs_to, enum_column, metadata, partial_index, workspace_column
from storage.tables.types import JsonTuple, UTCDateTime, WallTime

series = Table(
    "series",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(primary_key=False),
    Column("group_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("first", Date, nullable=False),
    Column("rule", Text, nullable=False),
    Column("slots", JsonTuple, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("link", Text),
    enum_column("audience", Audience),
    Column("created_by", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("planned_until", Date),
    UniqueConstraint("workspace_id", "id"),
    belongs_to("groups", "group_id"),
    Index(None, "workspace_id", "group_id"),
    sqlite_autoincrement=True,
)

dialogue_revisions = Table(
    "dialogue_revisions",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("starts_at", UTCDateTime, nullable=False),
    Column("zone", Text, nullable=False),
    Column("invited", JsonTuple, nullable=False),
    Column("along", Boolean, nullable=False),
    belongs_to("dialogues", "number", key="number"),
)

series_changes = Table(
    "series_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(primary_key=False),
    Column("number", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("was", Text),
    Column("series_id", Integer),
    Column("kept", JsonTuple, nullable=False),
    Column("too_near", JsonTuple, nullable=False),
    Column("cancelled", JsonTuple, nullable=False),
    belongs_to("dialogues", "number", key="number"),
    Index(None, "workspace_id", "number"),
    sqlite_autoincrement=True,
)

series_links = Table(
    "series_links",
    metadata,
    workspace_column(),
    Column("series_id", Integer, primary_key=True, autoincrement=False),
    Column("comes_from", Integer),
    Column("opened_by", Integer),
    Column("ended_at", UTCDateTime),
    Index(None, "workspace_id", "comes_from"),
)

dialogues = Table(
    "dialogues",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("wall", WallTime, nullable=False),
    Column("zone", Text, nullable=False),
    Column("starts_at", UTCDateTime, nullable=False),
    Column("ends_at", UTCDateTime, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("link", Text),
    enum_column("audience", Audience),
    enum_column("status", DialogueStatus),
    Column("reason", Text),
    Column("created_by", Text, nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sequence", Integer, nullable=False),
    # No foreign key: SQLite cannot add one to a table in use, and a series is never deleted.
    Column("series_id", Integer),
    Column("series_date", Date),
    Column("attendance_confirmed_at", UTCDateTime),
    Column("changed_at", UTCDateTime),
    belongs_to("groups", "group_id"),
    CheckConstraint("minutes > 0", name="minutes"),
    Index("ix_dialogues_occurrence", "workspace_id", "series_id", "series_date", unique=True),
    Index(None, "workspace_id", "group_id", "starts_at"),
    Index(None, "workspace_id", "created_by", "created_at"),
)

_NAMES_A_DELEGATE = text("delegate_user_id IS NOT NULL")

rsvps = Table(
    "rsvps",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("user_id", Text, primary_key=True),
    enum_column("answer", RsvpAnswer),
    Column("organisation_id", Integer),
    Column("answered_at", UTCDateTime, nullable=False),
    Column("delegate_user_id", Text),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "user_id"),
    partial_index("ix_rsvps_naming", "workspace_id", "delegate_user_id", where=_NAMES_A_DELEGATE),
)

agenda_items = Table(
    "agenda_items",
    metadata,
    Column("id", Integer, primary_key=True),
    workspace_column(primary_key=False),
    Column("dialogue", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("presenter_user_id", Text),
    Column("suggested_by", Text, nullable=False),
    enum_column("status", ItemStatus),
    Column("position", Integer, nullable=False),
    Column("carried_from", Integer),
    Column("created_at", UTCDateTime, nullable=False),
    enum_column("audience", Audience, server_default=Audience.MEMBERS),
    Column("each_time", Boolean, nullable=False, server_default=false()),
    belongs_to("dialogues", "dialogue", key="number"),
    CheckConstraint("minutes > 0", name="minutes"),
    Index(None, "workspace_id", "dialogue"),
    sqlite_autoincrement=True,
)

attendance = Table(
    "attendance",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("user_id", Text, primary_key=True),
    Column("organisation_id", Integer),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
)

fairness_charges = Table(
    "fairness_charges",
    metadata,
    workspace_column(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("organisation_id", Integer, primary_key=True, autoincrement=False),
    Column("group_id", Integer, nullable=False),
    Column("year", Integer, nullable=False),
    Column("points", Integer, nullable=False),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    Index(None, "workspace_id", "group_id", "year"),
)

"""Dialogues, the series they belong to, and the answers to their invitations."""

import sqlalchemy as sa

from bot.domain import Audience, Series
from bot.domain.dialogue import (
    AgendaItem,
    DialogueRevision,
    DialogueStatus,
    RsvpAnswer,
    SeriesChange,
)
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
from storage.tables.types import UTCDateTime, WallTime

series = sa.Table(
    "series",
    metadata,
    *id_columns(),
    *columns_of(Series, sa.Column("rule", sa.Text, nullable=False), without="id"),
    sa.UniqueConstraint("workspace_id", "id"),
    belongs_to("groups", "group_id"),
    sa.Index(None, "workspace_id", "group_id"),
    sqlite_autoincrement=True,
)

dialogue_revisions = sa.Table(
    "dialogue_revisions",
    metadata,
    workspace_column(),
    *columns_of(DialogueRevision, number_column("number"), number_column("revision")),
    belongs_to("dialogues", "number", key="number"),
)

series_changes = sa.Table(
    "series_changes",
    metadata,
    *id_columns(),
    *columns_of(SeriesChange),
    belongs_to("dialogues", "number", key="number"),
    sa.Index(None, "workspace_id", "number"),
    sqlite_autoincrement=True,
)

series_links = sa.Table(
    "series_links",
    metadata,
    workspace_column(),
    number_column("series_id"),
    sa.Column("comes_from", sa.Integer),
    sa.Column("opened_by", sa.Integer),
    sa.Column("ended_at", UTCDateTime),
    sa.Index(None, "workspace_id", "comes_from"),
)

dialogues = sa.Table(
    "dialogues",
    metadata,
    workspace_column(),
    number_column("number"),
    sa.Column("group_id", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("wall", WallTime, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("starts_at", UTCDateTime, nullable=False),
    sa.Column("ends_at", UTCDateTime, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("link", sa.Text),
    enum_column("audience", Audience),
    enum_column("status", DialogueStatus),
    sa.Column("reason", sa.Text),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("created_at", UTCDateTime, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("sequence", sa.Integer, nullable=False),
    # No foreign key: SQLite cannot add one to a table in use, and a series is never deleted.
    sa.Column("series_id", sa.Integer),
    sa.Column("series_date", sa.Date),
    sa.Column("attendance_confirmed_at", UTCDateTime),
    sa.Column("changed_at", UTCDateTime),
    belongs_to("groups", "group_id"),
    sa.CheckConstraint("minutes > 0", name="minutes"),
    sa.Index("ix_dialogues_occurrence", "workspace_id", "series_id", "series_date", unique=True),
    sa.Index(None, "workspace_id", "group_id", "starts_at"),
    sa.Index(None, "workspace_id", "created_by", "created_at"),
)

_NAMES_A_DELEGATE = sa.text("delegate_user_id IS NOT NULL")

rsvps = sa.Table(
    "rsvps",
    metadata,
    workspace_column(),
    number_column("number"),
    sa.Column("user_id", sa.Text, primary_key=True),
    enum_column("answer", RsvpAnswer),
    sa.Column("organisation_id", sa.Integer),
    sa.Column("answered_at", UTCDateTime, nullable=False),
    sa.Column("delegate_user_id", sa.Text),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    sa.Index(None, "workspace_id", "user_id"),
    partial_index("ix_rsvps_naming", "workspace_id", "delegate_user_id", where=_NAMES_A_DELEGATE),
)

agenda_items = sa.Table(
    "agenda_items",
    metadata,
    *id_columns(),
    *columns_of(
        AgendaItem,
        enum_column("audience", Audience, server_default=Audience.MEMBERS),
        sa.Column("each_time", sa.Boolean, nullable=False, server_default=sa.false()),
        without="id",
    ),
    belongs_to("dialogues", "dialogue", key="number"),
    sa.CheckConstraint("minutes > 0", name="minutes"),
    sa.Index(None, "workspace_id", "dialogue"),
    sqlite_autoincrement=True,
)

attendance = sa.Table(
    "attendance",
    metadata,
    workspace_column(),
    number_column("number"),
    sa.Column("user_id", sa.Text, primary_key=True),
    sa.Column("organisation_id", sa.Integer),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
)

fairness_charges = sa.Table(
    "fairness_charges",
    metadata,
    workspace_column(),
    number_column("number"),
    number_column("organisation_id"),
    sa.Column("group_id", sa.Integer, nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("points", sa.Integer, nullable=False),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    sa.Index(None, "workspace_id", "group_id", "year"),
)

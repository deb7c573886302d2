"""Dialogues, the series they belong to, and the answers to their invitations."""

import sqlalchemy as sa

from bot.domain import Audience, Dialogue, Series
from bot.domain.dialogue import (
    AgendaItem,
    Attendee,
    DialogueRevision,
    Rsvp,
    SeriesChange,
    SeriesLink,
)
from bot.domain.fairness import Charge
from storage.tables.base import (
    belongs_to,
    columns_of,
    number_column,
    numbered_table,
    own_table,
    partial_index,
)
from storage.tables.types import UTCDateTime, WallTime

series = numbered_table(
    "series",
    *columns_of(Series, sa.Column("rule", sa.Text, nullable=False)),
    sa.UniqueConstraint("workspace_id", "id"),
    belongs_to("groups", "group_id"),
    sa.Index(None, "workspace_id", "group_id"),
)

dialogue_revisions = own_table(
    "dialogue_revisions",
    *columns_of(DialogueRevision, number_column("number"), number_column("revision")),
    belongs_to("dialogues", "number", key="number"),
)

series_changes = numbered_table(
    "series_changes",
    *columns_of(SeriesChange),
    belongs_to("dialogues", "number", key="number"),
    sa.Index(None, "workspace_id", "number"),
)

series_links = own_table(
    "series_links",
    *columns_of(SeriesLink, number_column("series_id")),
    sa.Index(None, "workspace_id", "comes_from"),
)

dialogues = own_table(
    "dialogues",
    # No foreign key to series: SQLite cannot add one to a table in use, and none is ever deleted.
    *columns_of(
        Dialogue,
        number_column("number"),
        sa.Column("wall", WallTime, nullable=False),
        sa.Column("starts_at", UTCDateTime, nullable=False),
        sa.Column("ends_at", UTCDateTime, nullable=False),
    ),
    belongs_to("groups", "group_id"),
    sa.CheckConstraint("minutes > 0", name="minutes"),
    sa.Index("ix_dialogues_occurrence", "workspace_id", "series_id", "series_date", unique=True),
    sa.Index(None, "workspace_id", "group_id", "starts_at"),
    sa.Index(None, "workspace_id", "created_by", "created_at"),
)

_NAMES_A_DELEGATE = sa.text("delegate_user_id IS NOT NULL")

rsvps = own_table(
    "rsvps",
    number_column("number"),
    *columns_of(Rsvp, sa.Column("user_id", sa.Text, primary_key=True)),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    sa.Index(None, "workspace_id", "user_id"),
    partial_index("ix_rsvps_naming", "workspace_id", "delegate_user_id", where=_NAMES_A_DELEGATE),
)

agenda_items = numbered_table(
    "agenda_items",
    *columns_of(AgendaItem, audience=Audience.MEMBERS, each_time=False),
    belongs_to("dialogues", "dialogue", key="number"),
    sa.CheckConstraint("minutes > 0", name="minutes"),
    sa.Index(None, "workspace_id", "dialogue"),
)

attendance = own_table(
    "attendance",
    number_column("number"),
    *columns_of(Attendee, sa.Column("user_id", sa.Text, primary_key=True)),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
)

fairness_charges = own_table(
    "fairness_charges",
    *columns_of(Charge, number_column("number"), number_column("organisation_id")),
    belongs_to("dialogues", "number", key="number"),
    belongs_to("organisations", "organisation_id"),
    sa.Index(None, "workspace_id", "group_id", "year"),
)

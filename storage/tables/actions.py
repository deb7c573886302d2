"""Action items."""

from datetime import date

import sqlalchemy as sa

from bot.domain.action_item import ActionStatus
from bot.domain.audience import Audience
from storage.tables.base import belongs_to, enum_column, metadata, workspace_column
from storage.tables.types import UTCDateTime

# Queries use these words as they stand, so that a planner sees that the partial index will do.
IS_OPEN = sa.text("status = 'open'")
REPEATS = sa.text("repeats IS NOT NULL")

_LISTED = ("group_id", "audience", "status", "number")

actions = sa.Table(
    "actions",
    metadata,
    workspace_column(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("group_id", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("owner_user_id", sa.Text),
    sa.Column("owner_organisation_id", sa.Integer),
    sa.Column("due_on", sa.Date),
    sa.Column("zone", sa.Text, nullable=False),
    enum_column("audience", Audience),
    enum_column("status", ActionStatus),
    sa.Column("note", sa.Text),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("created_at", UTCDateTime, nullable=False),
    sa.Column("settled_at", UTCDateTime),
    sa.Column("settled_by", sa.Text),
    sa.Column("snoozed_until", sa.Date),
    sa.Column("passed_on_from", sa.Text),
    sa.Column("changed_at", UTCDateTime),
    sa.Column("linked_to", sa.Integer),
    sa.Column("from_dialogue", sa.Integer),
    sa.Column("from_channel", sa.Text),
    sa.Column("from_message", sa.Text),
    sa.Column("from_link", sa.Text),
    sa.Column("repeats", sa.Text),
    sa.Column("series", sa.Integer),
    sa.Column("occurrence", sa.Date),
    sa.Column("given_at", UTCDateTime),
    sa.Column("given_by", sa.Text),
    sa.Column("settled_on", sa.Date),
    belongs_to("groups", "group_id"),
    belongs_to("organisations", "owner_organisation_id"),
    sa.Index(None, "workspace_id", "group_id", "status", "due_on"),
    sa.Index(None, "workspace_id", "group_id", "created_at"),
    sa.Index(None, "workspace_id", "group_id", "settled_at"),
    sa.Index("ix_actions_listed", "workspace_id", *_LISTED),
    *(
        sa.Index(f"ix_actions_of_{name}", "workspace_id", owner, *_LISTED)
        for name, owner in (("officer", "owner_user_id"), ("organisation", "owner_organisation_id"))
    ),
    sa.Index(None, "workspace_id", "linked_to"),
    sa.Index(
        "ix_actions_recurring",
        "workspace_id",
        "due_on",
        sqlite_where=REPEATS,
        postgresql_where=REPEATS,
    ),
    sa.Index("ux_actions_series", "workspace_id", "series", "occurrence", unique=True),
    sa.Index(
        "ix_actions_open_given",
        "workspace_id",
        "given_at",
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    ),
    sa.Index(
        "ix_actions_open_by_owner",
        "workspace_id",
        "owner_user_id",
        "due_on",
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    ),
    sa.Index(
        "ix_actions_open_shared",
        "workspace_id",
        "owner_organisation_id",
        "owner_user_id",
        "due_on",
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    ),
)


def due_order(due_on: sa.ColumnElement[date | None]) -> sa.ColumnElement[date]:
    """The due day as lists are sorted by it: the undated come last. An index has it so."""
    return sa.func.coalesce(due_on, sa.literal_column("'9999-12-31'"))


DUE_ORDER = due_order(actions.c.due_on)

for _name, _owner in (("in_order", ()), ("of_organisation", (actions.c.owner_organisation_id,))):
    sa.Index(
        f"ix_actions_open_{_name}",
        actions.c.workspace_id,
        *_owner,
        actions.c.group_id,
        actions.c.audience,
        DUE_ORDER,
        actions.c.number,
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    )
